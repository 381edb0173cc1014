import { Home } from '../features/home/home.tsx'
import { TicketsOf } from '../features/tickets/of/tickets-of.tsx'
import { useT } from '../lib/i18n.tsx'

export function HomeScreen() {
  const t = useT()
  return (
    <Home
      mine={<TicketsOf of={{ state: 'open', toHandle: 'me' }} none={t('home.nothing_to_handle')} />}
      helping={<TicketsOf of={{ state: 'open', helping: 'me' }} />}
      unclaimed={<TicketsOf of={{ state: 'open', lead: 'none' }} none={t('home.nothing_unclaimed')} />}
    />
  )
}
