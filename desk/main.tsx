import { deskPaths } from '../contract/rules/page-addresses.ts'
import '../ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadCatalogue } from '../i18n/desk.ts'
import { MantineRoot } from '../ui/mantine-root.tsx'
import { onSignedOut } from './lib/api.ts'
import { locale } from './lib/i18n.tsx'
import { queryClient } from './lib/query-client.ts'
import { ScreenUnreachable } from './routes/load-screen.ts'
import { router } from './routes/router.ts'

onSignedOut((to) => {
  const { pathname, href, search } = router.state.location
  if (pathname === to || ['/connexion', deskPaths.setUp, deskPaths.password].includes(pathname)) return
  queryClient.clear()
  router.navigate({ to, search: { retour: pathname === '/second-facteur' ? (search.retour ?? '/') : href } })
})

const root = document.getElementById('root')

function start(place: HTMLElement) {
  createRoot(place, {
    // A screen that waits for the network says so itself.
    onCaughtError: (error) => error instanceof ScreenUnreachable || reportError(error),
  }).render(
    <StrictMode>
      <MantineRoot>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineRoot>
    </StrictMode>,
  )
}

// Without its messages the desk begins in French.
if (root)
  loadCatalogue(locale())
    .catch(() => {})
    .then(() => start(root))
