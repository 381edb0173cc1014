export { deleteStaleViews } from './delete-stale-views.ts'
export { mountUnread } from './routes.ts'
