import { useRouter } from '@tanstack/react-router'
import { SignIn } from '../features/entry/sign-in.tsx'
import { signInRoute } from './entry.tsx'

export function SignInPage() {
  const { history } = useRouter()
  const { retour } = signInRoute.useSearch()
  return <SignIn ended={retour !== undefined} onEntered={() => history.push(retour ?? '/')} />
}
