import { Link } from '@tanstack/react-router'
import { useT } from './i18n.tsx'
import { useMay } from './session.ts'

/** Notice that no mail is sent, with a link to the settings. */
export function OutgoingMailNotice({ state }: { state: 'unset' | 'held' }) {
  const t = useT()
  const mayChange = useMay('settings.manage')
  return (
    <>
      {t(`outgoing_mail.${state}`)} {mayChange && <Link to="/reglages/mails">{t('outgoing_mail.set_up')}</Link>}
    </>
  )
}
