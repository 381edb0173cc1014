export { unreadModule } from './module.ts'
