import { Home } from '../features/home/home.tsx'
import { RelatedTickets } from '../features/tickets/related-tickets/related-tickets.tsx'
import { useT } from '../lib/i18n.tsx'

export function HomeScreen() {
  const t = useT()
  return (
    <Home
      mine={<RelatedTickets of={{ state: 'open', toHandle: 'me' }} none={t('home.nothing_to_handle')} />}
      helping={<RelatedTickets of={{ state: 'open', helping: 'me' }} />}
      unclaimed={<RelatedTickets of={{ state: 'open', lead: 'none' }} none={t('home.nothing_unclaimed')} />}
    />
  )
}
