import { createRootRoute, Outlet } from '@tanstack/react-router'
import { Toaster } from '../../ui/toast.tsx'
import { useT } from '../lib/i18n.tsx'
import { Broken } from './broken.tsx'
import { Lost } from './lost.tsx'

function Page() {
  const t = useT()
  return (
    <>
      <Outlet />
      <Toaster label={t('shell.messages')} closeLabel={t('shell.close')} />
    </>
  )
}

export const rootRoute = createRootRoute({ component: Page, errorComponent: Broken, notFoundComponent: Lost })
