import { useState } from 'react'
import type { Website } from '../../../contract/websites.ts'
import { Button } from '../../../ui/button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useRemoveWebsite, useRenewSecret } from './queries.ts'
import classes from './websites.module.css'

type Props = { website: Website; onSecret: (secret: string) => void; onRemoved: () => void }
type Asked = 'renew' | 'remove' | null

/** Buttons that renew the secret or remove the website, each confirmed after an explanation. */
export function WebsiteTrust({ website, onSecret, onRemoved }: Props) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const [asked, setAsked] = useState<Asked>(null)
  const renew = useRenewSecret(website.id, ({ secret }) => {
    setAsked(null)
    onSecret(secret)
  })
  const remove = useRemoveWebsite(website.id, () => {
    onRemoved()
    toast({ text: t('websites.removed', { name: website.name }) })
  })
  const error = renew.error ?? remove.error
  const busy = renew.isPending || remove.isPending
  return (
    <section className={classes.end} aria-label={t('websites.trust')}>
      {website.formerUntil && (
        <p className={classes.note}>{t('websites.former', { when: dates.relative(website.formerUntil, now) })}</p>
      )}
      {asked && (
        <p className={classes.note} role="status">
          {asked === 'renew' ? t('websites.renew_words') : t('websites.remove_words', { count: website.users })}
        </p>
      )}
      <div className={classes.buttons}>
        {asked === null && (
          <>
            <Button onClick={() => setAsked('renew')}>{t('websites.renew')}</Button>
            <Button look="danger" onClick={() => setAsked('remove')}>
              {t('websites.remove')}
            </Button>
          </>
        )}
        {asked === 'renew' && (
          <>
            <Button busy={busy} onClick={() => renew.mutate(true)}>
              {t('websites.renew_gently')}
            </Button>
            <Button look="danger" busy={busy} onClick={() => renew.mutate(false)}>
              {t('websites.renew_now')}
            </Button>
          </>
        )}
        {asked === 'remove' && (
          <Button look="danger" busy={busy} onClick={() => remove.mutate(undefined)}>
            {t('websites.remove_now')}
          </Button>
        )}
        {asked && (
          <Button look="quiet" onClick={() => setAsked(null)}>
            {t('shell.cancel')}
          </Button>
        )}
      </div>
      {error && <FormError>{errorText(error)}</FormError>}
    </section>
  )
}
