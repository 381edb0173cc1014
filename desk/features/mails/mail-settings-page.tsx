import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from '../../../ui/button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { MailRules } from './mail-rules.tsx'
import { MailServerForm } from './mail-server-form.tsx'
import { MailTest } from './mail-test.tsx'
import classes from './mails.module.css'
import { mailCountQuery, mailSettingsQuery, useChangeMailSettings } from './queries.ts'

/** Page of the mail settings: the server, the sender, the rules. */
export function MailSettingsPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(mailSettingsQuery)
  if (!data) return <Loading error={error} onRetry={refetch} rows={6} />
  return (
    <div className={classes.settings}>
      <Standing settings={data} />
      <section className={classes.part} aria-labelledby="mail-out">
        <h2 id="mail-out">{t('mails.out')}</h2>
        <MailServerForm key={JSON.stringify(data.server)} settings={data} />
        {data.server && data.senderAddress && <MailTest />}
      </section>
      <section className={classes.part} aria-labelledby="mail-rules">
        <h2 id="mail-rules">{t('mails.rules')}</h2>
        <MailRules rules={data.rules} />
      </section>
    </div>
  )
}

/** Notice of whether mails are sent, with the number of pending ones. */
function Standing({ settings }: { settings: { server: unknown; senderAddress: string | null; held: boolean } }) {
  const t = useT()
  const { data: count } = useQuery(mailCountQuery)
  const release = useChangeMailSettings(() => toast({ text: t('mails.released') }))
  const waits = !settings.server || !settings.senderAddress
  const words = settings.held ? 'mails.is_held' : waits ? 'mails.is_closed' : 'mails.is_open'
  return (
    <div className={classes.standing} data-tone={settings.held || waits ? 'warning' : 'fine'}>
      <p>{t(words)}</p>
      {settings.held && (
        <Button busy={release.isPending} onClick={() => release.mutate({ held: false })}>
          {t('mails.release')}
        </Button>
      )}
      {release.error && <FormError>{errorText(release.error)}</FormError>}
      <Link to="/reglages/mails/envois">
        {count ? t('mails.queue_counts', { waiting: count.waiting, refused: count.refused }) : t('mails.queue')}
      </Link>
    </div>
  )
}
