export { deleteSeen } from './delete-seen.ts'
export { unreadModule } from './module.ts'
