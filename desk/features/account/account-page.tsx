import { useQuery } from '@tanstack/react-query'
import { browserName } from '../../../browser/browser-name.ts'
import { dot } from '../../../browser/separator.ts'
import type { OpenSession } from '../../../contract/account.ts'
import { Button } from '../../../ui/button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { useMe } from '../../lib/session.ts'
import { useDocumentTitle } from '../../lib/use-document-title.ts'
import classes from './account.module.css'
import { Factors } from './factors.tsx'
import { ownSessionsQuery, useEndOtherSessions, useEndSession } from './queries.ts'

/** Page of an agent's own account: password, second factors and sessions. */
export function AccountPage() {
  const t = useT()
  const me = useMe()
  useDocumentTitle(t('account.title'))
  return (
    <div className={classes.page}>
      <h1>{t('account.title')}</h1>
      <p className={classes.note}>{`${me.name}${dot}${me.email}`}</p>
      <Factors />
      <section className={classes.part} aria-labelledby="sessions">
        <h2 id="sessions">{t('account.sessions')}</h2>
        <Sessions />
      </section>
    </div>
  )
}

function Sessions() {
  const t = useT()
  const { data, error, refetch } = useQuery(ownSessionsQuery)
  const endOthers = useEndOtherSessions()
  if (!data) return <Loading error={error} onRetry={refetch} rows={2} />
  return (
    <>
      <ul>
        {data.items.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {endOthers.error && <FormError>{errorText(endOthers.error)}</FormError>}
      {data.items.length > 1 && (
        <Button busy={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
          {t('account.end_others')}
        </Button>
      )}
    </>
  )
}

function SessionRow({ session }: { session: OpenSession }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const end = useEndSession()
  const { id, browser, address, usedAt, isThis } = session
  const name = browserName(browser) || t('account.browser')
  const used = isThis ? t('account.this') : t('account.used', { when: dates.relative(usedAt, now) })
  return (
    <li className={classes.row}>
      <span>
        <b>{name}</b>
        <small>{[used, address].filter(Boolean).join(dot)}</small>
      </span>
      {!isThis && (
        <Button
          look="quiet"
          aria-label={t('account.end_one', { name })}
          busy={end.isPending}
          onClick={() => end.mutate(id)}
        >
          {t('account.end')}
        </Button>
      )}
      {end.error && <FormError>{errorText(end.error)}</FormError>}
    </li>
  )
}
