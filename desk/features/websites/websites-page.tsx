import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Website } from '../../../contract/websites.ts'
import { Button } from '../../../ui/button.tsx'
import { ClickableRow, ListBar } from '../../../ui/clickable-list.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { useT } from '../../lib/i18n.tsx'
import { LoadFailure } from '../../lib/load-failure.tsx'
import { NewWebsite } from './new-website.tsx'
import { websiteListQuery } from './queries.ts'
import { WebsiteDialog } from './website-dialog.tsx'
import { WebsiteState } from './website-state.tsx'
import classes from './websites.module.css'

/** Page of the websites, with the last connection or refusal of each. */
export function WebsitesPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(websiteListQuery)
  const [creating, setCreating] = useState(false)
  const [openedId, setOpenedId] = useState<string | null>(null)
  if (error && !data) return <LoadFailure error={error} onRetry={refetch} />
  if (!data) return <SkeletonRows rows={3} label={t('shell.loading')} />
  const opened = data.items.find(({ id }) => id === openedId)
  const add = (
    <Button icon="plus" onClick={() => setCreating(true)}>
      {t('websites.new')}
    </Button>
  )
  return (
    <>
      {data.items.length === 0 ? (
        <Empty title={t('websites.none_title')} action={add}>
          {t('websites.none')}
        </Empty>
      ) : (
        <>
          <ListBar action={add}>
            <p>{t('websites.words')}</p>
          </ListBar>
          <ul>
            {data.items.map((website) => (
              <Row key={website.id} website={website} onOpen={() => setOpenedId(website.id)} />
            ))}
          </ul>
        </>
      )}
      <p className={classes.note}>
        <a href="/elements/wordpress/guichet.zip" download>
          {t('websites.plugin')}
        </a>{' '}
        {t('websites.plugin_hint')}
      </p>
      {creating && <NewWebsite onClose={() => setCreating(false)} />}
      {opened && <WebsiteDialog key={opened.id} website={opened} onClose={() => setOpenedId(null)} />}
    </>
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
