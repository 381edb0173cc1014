export { deleteOldSecurityEvents } from './delete-old-events.ts'
export { mountSecurity } from './routes.ts'
