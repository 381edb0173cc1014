export { audienceOf, sightOf } from './audience.ts'
export { deleteTickets } from './delete-tickets.ts'
export { countTickets } from './filter.ts'
export {
  moveCompanyOnTickets,
  moveContactOnTickets,
  moveEquipmentOnTickets,
  moveProjectOnTickets,
} from './follow-merge.ts'
export { noteFromOutside, openFromOutside } from './from-outside.ts'
export { insertTicket, reserveNumber } from './insert-ticket.ts'
export { ticketsModule } from './module.ts'
export { visibleTo } from './policy.ts'
export { openAsClient, openAsGuest } from './portal/create.ts'
export { passOnToClient, remarkOnGuest } from './portal/pass-on.ts'
export { rateAsClient } from './portal/rate.ts'
export { setStatusAsClient } from './portal/set-status.ts'
export { clientTicket } from './portal/ticket.ts'
export { olderClientTimeline } from './portal/timeline.ts'
export { type FoundRow, foundColumns, readTicketRows } from './read-rows.ts'
export { remarkOnAddress } from './remark-on-address.ts'
export { requireSeen } from './require-seen.ts'
export { cleanHtml, plainText } from './rich-text.ts'
export { stands } from './undo.ts'
export { hasChanged, isNews, seenBy } from './unread.ts'
