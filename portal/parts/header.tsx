import type { Locale } from '../../contract/enums.ts'
import { portalPaths } from '../../contract/rules/page-addresses.ts'
import { call, portal } from '../lib/api.ts'
import { clientStorage } from '../lib/client-storage.ts'
import { host } from '../lib/host.ts'
import { locale, setLocale, t } from '../lib/i18n.ts'
import { toHref } from '../lib/router.ts'
import { look, me, organisation, setSignedIn } from '../lib/session.ts'
import { notifyTabs } from '../lib/tabs.ts'

export function Header() {
  const client = me.value
  const name = organisation.value ?? t('page.name')
  const logo = look.value?.logo
  const other = locale.value === 'fr' ? 'en' : 'fr'
  return (
    <header class="top">
      {host.isOwn && (
        <a class="home" href={toHref('/')}>
          {logo ? (
            <img class="logo" src={`${portal.logo.path}?v=${logo}`} alt="" />
          ) : (
            <span class="mark" aria-hidden="true">
              {name.slice(0, 1)}
            </span>
          )}
          <b>{name}</b>
        </a>
      )}
      <nav aria-label={t('nav.account')}>
        {client && (
          <a class="quiet who" href={toHref(portalPaths.account)}>
            {client.name}
          </a>
        )}
        <button type="button" class="quiet" lang={other} onClick={() => chooseLanguage(other)}>
          {t('nav.language')}
        </button>
        {client && host.isOwn && (
          <button type="button" class="quiet" onClick={leave}>
            {t('nav.sign_out')}
          </button>
        )}
      </nav>
    </header>
  )
}

export function chooseLanguage(next: Locale) {
  setLocale(next)
  if (me.value) call(portal.changeMe, { body: { locale: next } }).then(setSignedIn, () => {})
}

function leave() {
  const left = () => {
    notifyTabs('out')
    clientStorage.clearAllBut(['locale', 'organisation', 'look'])
    // Load the page again, to clear the client's data from its memory.
    location.assign(toHref('/'))
  }
  call(portal.signOut, {}).then(left, () => {})
}
