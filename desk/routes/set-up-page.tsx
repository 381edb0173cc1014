import { useNavigate } from '@tanstack/react-router'
import { SetUp } from '../features/entry/set-up.tsx'
import { setUpRoute } from './entry.tsx'

export function SetUpPage() {
  const navigate = useNavigate()
  const { jeton } = setUpRoute.useSearch()
  return <SetUp token={jeton} onEntered={() => navigate({ to: '/' })} />
}
