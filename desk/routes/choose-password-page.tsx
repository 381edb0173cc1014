import { useNavigate, useRouterState } from '@tanstack/react-router'
import { ChoosePassword } from '../features/entry/choose-password.tsx'

/** Page that reads the token after the #, which never reaches a server. */
export function ChoosePasswordPage() {
  const navigate = useNavigate()
  const token = useRouterState({ select: ({ location }) => location.hash })
  return <ChoosePassword token={token} onEntered={() => navigate({ to: '/' })} />
}
