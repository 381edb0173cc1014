import { useNavigate, useRouterState } from '@tanstack/react-router'
import { ChoosePassword } from '../features/entry/choose-password.tsx'

/** The token stands behind the #: it is sent to nobody with the address. */
export function ChoosePasswordPage() {
  const navigate = useNavigate()
  const token = useRouterState({ select: ({ location }) => location.hash })
  return <ChoosePassword token={token} onEntered={() => navigate({ to: '/' })} />
}
