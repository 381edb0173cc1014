import { browserName } from '../../browser/browser-name.ts'
import { dot } from '../../browser/separator.ts'
import type { PortalOpenSession } from '../../contract/portal.ts'
import { call, portal } from '../lib/api.ts'
import { host } from '../lib/host.ts'
import { dates, locale, t } from '../lib/i18n.ts'
import { toHref } from '../lib/router.ts'
import { me } from '../lib/session.ts'
import { useRead } from '../lib/use-read.ts'
import { chooseLanguage } from '../parts/header.tsx'
import { Heading } from '../parts/heading.tsx'
import { Mails } from '../parts/mails.tsx'
import { Loading, Problem } from '../parts/notice.tsx'

/** Account of a client: name, language, and where else they are signed in. */
export function Account() {
  const client = me.value
  return (
    <>
      <a class="back" href={toHref('/')}>
        ← {t('ticket.back')}
      </a>
      <Heading>{t('account.title')}</Heading>
      <p class="number">{[client?.name, client?.company?.name, client?.email].filter(Boolean).join(dot)}</p>
      <section aria-labelledby="language">
        <h2 id="language">{t('account.language')}</h2>
        <fieldset class="segments" aria-labelledby="language">
          {(['fr', 'en'] as const).map((one) => (
            <button
              type="button"
              key={one}
              lang={one}
              aria-pressed={locale.value === one}
              onClick={() => chooseLanguage(one)}
            >
              {one === 'fr' ? 'Français' : 'English'}
            </button>
          ))}
        </fieldset>
        <p class="hint">{t('account.language_hint')}</p>
      </section>
      <Mails />
      {host.isOwn && <Sessions />}
    </>
  )
}

function Sessions() {
  const page = useRead('sessions', (signal) => call(portal.sessions, {}, { signal }))
  const end = (ending: Promise<unknown>) => ending.then(page.reload, page.reload)
  if (!page.data) return page.error ? <Problem error={page.error} onAgain={page.reload} /> : <Loading />
  const { items } = page.data
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{t('account.sessions')}</h2>
      <ul class="sessions">
        {items.map((session) => (
          <Row
            key={session.id}
            session={session}
            onEnd={() => end(call(portal.endSession, { params: { id: session.id } }))}
          />
        ))}
      </ul>
      {items.length > 1 && (
        <button type="button" class="button" onClick={() => end(call(portal.endOtherSessions, {}))}>
          {t('account.end_others')}
        </button>
      )}
    </section>
  )
}

function Row({ session, onEnd }: { session: PortalOpenSession; onEnd: () => void }) {
  const { browser, website, begunAt, isThis } = session
  const name = browserName(browser) || t('account.browser')
  return (
    <li>
      <span>
        <b>{name}</b>
        <small>
          {isThis ? t('account.this') : t('account.since', { when: dates.value.said(begunAt, Date.now()) })}
          {website && `${dot}${t('account.by_website', { website })}`}
        </small>
      </span>
      {!isThis && (
        <button type="button" class="quiet" aria-label={t('account.end_one', { name })} onClick={onEnd}>
          {t('account.end')}
        </button>
      )}
    </li>
  )
}
