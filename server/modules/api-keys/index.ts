export { apiKeysModule } from './module.ts'
