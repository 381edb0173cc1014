export { mountMerging } from './routes.ts'
