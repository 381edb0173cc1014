export { adoptUploads, attachUploads, detach, keepUploads, keptAttachments, releaseUploads } from './attach.ts'
export { expireTask, expireUploads, sweepFiles, sweepTask } from './expire.ts'
export { mountAttachments } from './routes.ts'
export { uploadUnderPass } from './upload.ts'
