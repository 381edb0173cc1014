export {
  attachGuestUploads,
  attachmentsInBackup,
  attachUploads,
  detach,
  holdUploads,
  releaseUploads,
} from './attach.ts'
export { deleteAttachments } from './delete.ts'
export { moveUploads } from './follow-merge.ts'
export { attachmentsModule } from './module.ts'
export { uploadUnderPass } from './upload.ts'
