export {
  attachGuestUploads,
  attachmentsInBackup,
  attachUploads,
  detach,
  holdUploads,
  releaseUploads,
} from './attach.ts'
export { expireTask, expireUploads, sweepFiles, sweepTask } from './expire.ts'
export { moveUploads } from './follow-merge.ts'
export { mountAttachments } from './routes.ts'
export { uploadUnderPass } from './upload.ts'
