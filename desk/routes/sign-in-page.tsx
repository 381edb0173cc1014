import { useRouter } from '@tanstack/react-router'
import { SignIn } from '../features/entry/sign-in.tsx'
import { hadSession } from '../lib/session.ts'
import { signInRoute } from './entry.tsx'

export function SignInPage() {
  const { history } = useRouter()
  const { retour } = signInRoute.useSearch()
  return <SignIn ended={retour !== undefined && hadSession()} onEntered={() => history.push(retour ?? '/')} />
}
