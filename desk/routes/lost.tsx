import { Link } from '@tanstack/react-router'
import { Empty } from '../../ui/empty.tsx'
import { useT } from '../lib/i18n.tsx'

export function Lost() {
  const t = useT()
  return (
    <Empty title={t('shell.not_found_title')} action={<Link to="/">{t('shell.back_home')}</Link>}>
      {t('shell.not_found')}
    </Empty>
  )
}
