export { createNewsSelector, createPresencePolicy } from './audience.ts'
export { deleteTickets } from './delete-tickets.ts'
export { describeUnverifiedAddress } from './describe-unverified-address.ts'
export { addExternalNote, openExternalTicket } from './external-tickets.ts'
export { countTickets } from './filter.ts'
export {
  moveCompanyOnTickets,
  moveContactOnTickets,
  moveEquipmentOnTickets,
  moveProjectOnTickets,
} from './follow-merge.ts'
export { insertTicket, reserveNumber } from './insert-ticket.ts'
export { ticketsModule } from './module.ts'
export { visibleTo } from './policy.ts'
export { openAsClient, openAsGuest } from './portal/create.ts'
export { rateAsClient } from './portal/rate.ts'
export { setStatusAsClient } from './portal/set-status.ts'
export { readClientTicket } from './portal/ticket.ts'
export { readOlderClientTimeline } from './portal/timeline.ts'
export { addGuestNote, transferToClient } from './portal/transfer-to-client.ts'
export { type FoundRow, foundColumns, readTicketRows } from './read-rows.ts'
export { requireVisibleTicket } from './require-visible-ticket.ts'
export { cleanHtml, plainText } from './rich-text.ts'
export { isInEffect } from './undo.ts'
export { hasChangedSince, isUnseenEvent, joinLastSeen } from './unread.ts'
