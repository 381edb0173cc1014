export { deleteTickets } from './change/delete-tickets.ts'
export {
  moveCompanyOnTickets,
  moveContactOnTickets,
  moveEquipmentOnTickets,
  moveProjectOnTickets,
} from './change/follow-merge.ts'
export { isInEffect } from './change/undo.ts'
export { countTickets } from './list/count-tickets.ts'
export { type FoundRow, foundColumns, readTicketRows } from './list/read-rows.ts'
export { hasChangedSince, isUnseenEvent, joinLastSeen } from './list/unread.ts'
export { ticketsModule } from './module.ts'
export { describeUnverifiedAddress } from './open/describe-unverified-address.ts'
export { addExternalNote, openExternalTicket } from './open/external-tickets.ts'
export { insertTicket, reserveNumber } from './open/insert-ticket.ts'
export { openAsClient, openAsGuest } from './portal/create.ts'
export { rateAsClient } from './portal/rate.ts'
export { setStatusAsClient } from './portal/set-status.ts'
export { readClientTicket } from './portal/ticket.ts'
export { readOlderClientTimeline } from './portal/timeline.ts'
export { addGuestNote, transferToClient } from './portal/transfer-to-client.ts'
export { createNewsSelector, createPresencePolicy, readTicketFacts } from './rights/audience.ts'
export { canSee, type TicketFacts, visibleTo } from './rights/policy.ts'
export { requireVisibleTicket } from './rights/require-visible-ticket.ts'
export { cleanHtml, plainText } from './steps/rich-text.ts'
