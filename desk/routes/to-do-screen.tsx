import { useNavigate } from '@tanstack/react-router'
import { ToDoPage } from '../features/actions/to-do/to-do-page.tsx'
import { toDoRoute } from './to-do.tsx'

export function ToDoScreen() {
  const navigate = useNavigate()
  const { agent = 'me' } = toDoRoute.useSearch()
  return (
    <ToDoPage
      agent={agent}
      onAgent={(next) => navigate({ to: '/a-faire', search: next === 'me' ? {} : { agent: next }, replace: true })}
    />
  )
}
