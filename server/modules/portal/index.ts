export { openClientSessions } from './client-sessions.ts'
export { endCopiedClientSessions, forgetClients } from './forget.ts'
export { followPath, makeGuestLink } from './guest-link.ts'
export { mountPortal } from './routes.ts'
