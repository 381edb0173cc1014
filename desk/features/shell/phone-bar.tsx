import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { cx } from '../../../ui/cx.ts'
import { Icon } from '../../../ui/icon.tsx'
import { useT } from '../../lib/i18n.tsx'
import { startCall } from '../../lib/new-call.ts'
import { useMay } from '../../lib/session.ts'
import { Drawer } from './drawer.tsx'
import classes from './phone-bar.module.css'

/** Rail on phones: frequent places in reach of the thumb, the others behind one more touch. */
export function PhoneBar() {
  const t = useT()
  const mayCall = useMay('tickets.create')
  const [more, setMore] = useState(false)
  return (
    <>
      <nav className={classes.bar} aria-label={t('shell.quick_navigation')}>
        <Link to="/" className={classes.item} activeOptions={{ exact: true }} activeProps={{ 'data-on': true }}>
          <Icon name="home" size={20} />
          {t('nav.home')}
        </Link>
        <Link to="/tickets" className={classes.item} activeProps={{ 'data-on': true }}>
          <Icon name="tickets" size={20} />
          {t('nav.tickets')}
        </Link>
        {mayCall && (
          <button
            type="button"
            className={cx(classes.item, classes.call)}
            aria-label={t('shell.new_call')}
            onClick={() => startCall()}
          >
            <Icon name="plus" size={22} />
          </button>
        )}
        <Link to="/contacts" className={classes.item} activeProps={{ 'data-on': true }}>
          <Icon name="contacts" size={20} />
          {t('nav.contacts')}
        </Link>
        <button type="button" className={classes.item} aria-expanded={more} onClick={() => setMore(true)}>
          <Icon name="menu" size={20} />
          {t('shell.more')}
        </button>
      </nav>
      <Drawer opened={more} onClose={() => setMore(false)} />
    </>
  )
}
