export { mountCalls } from './routes.ts'
