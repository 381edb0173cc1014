export { forgetSeen } from './forget-seen.ts'
export { mountUnread } from './routes.ts'
