export { openClientSessions } from './client-sessions.ts'
export { endCopiedClientSessions, forgetClients } from './forget.ts'
export { mountPortal } from './routes.ts'
