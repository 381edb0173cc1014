export { audienceOf, sightOf } from './audience.ts'
export { openAsClient, openAsGuest } from './client/create.ts'
export { passOnToClient, remarkOnGuest } from './client/pass-on.ts'
export { rateAsClient } from './client/rate.ts'
export { setStatusAsClient } from './client/set-status.ts'
export { clientTicket } from './client/ticket.ts'
export { olderClientTimeline } from './client/timeline.ts'
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
export { finishRows, type ReadRow, rowColumns } from './list-tickets.ts'
export { ticketsModule } from './module.ts'
export { visibleTo } from './policy.ts'
export { remarkOnAddress } from './remark-on-address.ts'
export { requireSeen } from './require-seen.ts'
export { cleanHtml, escapeHtml, plainText } from './rich-text.ts'
export { stands } from './undo.ts'
export { hasChanged, isNews, seenBy } from './unread.ts'
