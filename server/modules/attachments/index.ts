export { attachUploads, detach } from './attach.ts'
export { expireTask, expireUploads, sweepFiles, sweepTask } from './expire.ts'
export { mountAttachments } from './routes.ts'
