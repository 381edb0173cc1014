import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { locales } from '../../../contract/enums.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { Menu, MenuDivider, MenuItem, MenuLabel } from '../../../ui/menu.tsx'
import { useT } from '../../lib/i18n.tsx'
import { lazyPart } from '../../lib/lazy-part.tsx'
import { showHelp } from '../../lib/overlays.ts'
import { useMe } from '../../lib/session.ts'
import { setSingleKeys, useSingleKeys } from '../../lib/shortcuts.ts'
import { setTheme, themes, useTheme } from '../../lib/theme.ts'
import { useChangePreferences, useSignOut } from './account.ts'
import classes from './rail.module.css'

const PasswordDialog = lazyPart(() => import('./password-dialog.tsx').then((file) => file.PasswordDialog))

export function ProfileMenu() {
  const t = useT()
  const me = useMe()
  const theme = useTheme()
  const singleKeys = useSingleKeys()
  const change = useChangePreferences()
  const navigate = useNavigate()
  const signOut = useSignOut(() => navigate({ to: '/connexion' }))
  const [password, setPassword] = useState(false)
  return (
    <>
      <Menu
        position="top-start"
        width={232}
        target={
          <button type="button" className={classes.me}>
            <Avatar name={me.name} />
            <span className="sr-only">{t('me.menu')}</span>
            <span className={classes.name}>{me.name}</span>
            <span style={{ marginLeft: 'auto' }}>
              <Kbd>?</Kbd>
            </span>
          </button>
        }
      >
        <MenuLabel>{t('me.theme')}</MenuLabel>
        {themes.map((choice) => (
          <MenuItem key={choice} keepOpen checked={choice === theme} onSelect={() => setTheme(choice)}>
            {t(`me.theme.${choice}`)}
          </MenuItem>
        ))}
        <MenuDivider />
        <MenuLabel>{t('me.language')}</MenuLabel>
        {locales.map((choice) => (
          <MenuItem key={choice} checked={choice === me.locale} onSelect={() => change({ locale: choice })}>
            <span lang={choice}>{t(`me.language.${choice}`)}</span>
          </MenuItem>
        ))}
        <MenuDivider />
        <MenuLabel>{t('me.mails')}</MenuLabel>
        {(['newTickets', 'changes'] as const).map((kind) => (
          <MenuItem
            key={kind}
            keepOpen
            switched={me.mails[kind]}
            onSelect={() => change({ mails: { [kind]: !me.mails[kind] } })}
          >
            {t(`me.mails.${kind}`)}
          </MenuItem>
        ))}
        <MenuDivider />
        <MenuItem keepOpen switched={singleKeys} onSelect={() => setSingleKeys(!singleKeys)}>
          {t('me.single_keys')}
        </MenuItem>
        <MenuItem kbd="?" onSelect={showHelp}>
          {t('me.shortcuts')}
        </MenuItem>
        <MenuDivider />
        <MenuItem onSelect={() => navigate({ to: '/compte' })}>{t('me.security')}</MenuItem>
        <MenuItem onSelect={() => setPassword(true)}>{t('me.password')}</MenuItem>
        <MenuItem onSelect={signOut}>{t('me.sign_out')}</MenuItem>
      </Menu>
      {password && <PasswordDialog opened onClose={() => setPassword(false)} />}
    </>
  )
}
