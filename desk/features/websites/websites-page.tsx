import { useQuery } from '@tanstack/react-query'
import type { Website } from '../../../contract/websites.ts'
import { ClickableRow } from '../../../ui/clickable-list.tsx'
import { DialogList } from '../../lib/dialog-list.tsx'
import { useT } from '../../lib/i18n.tsx'
import { NewWebsite } from './new-website.tsx'
import { websiteListQuery } from './queries.ts'
import { WebsiteDialog } from './website-dialog.tsx'
import { WebsiteState } from './website-state.tsx'
import classes from './websites.module.css'

/** Page of the websites, with the last connection or refusal of each. */
export function WebsitesPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(websiteListQuery)
  return (
    <DialogList
      items={data?.items}
      error={error}
      onRetry={refetch}
      texts={{
        add: t('websites.new'),
        description: t('websites.words'),
        emptyTitle: t('websites.none_title'),
        empty: t('websites.none'),
      }}
      row={(website, onOpen) => <Row key={website.id} website={website} onOpen={onOpen} />}
      dialog={(website, onClose) => <WebsiteDialog key={website.id} website={website} onClose={onClose} />}
      newDialog={(onClose) => <NewWebsite onClose={onClose} />}
    >
      <p className={classes.note}>
        <a href="/elements/wordpress/guichet.zip" download>
          {t('websites.plugin')}
        </a>{' '}
        {t('websites.plugin_hint')}
      </p>
    </DialogList>
  )
}

function Row({ website, onOpen }: { website: Website; onOpen: () => void }) {
  const t = useT()
  const { name, origin, users } = website
  return (
    <ClickableRow name={name} note={origin.replace(/^https?:\/\//, '')} className={classes.row} onOpen={onOpen}>
      <span>{t('websites.users', { count: users })}</span>
      <WebsiteState website={website} />
    </ClickableRow>
  )
}
