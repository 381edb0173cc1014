export { adoptUploads, attachUploads, detach, keepUploads, keptAttachments, releaseUploads } from './attach.ts'
export { moveUploads } from './follow-merge.ts'
export { attachmentsModule } from './module.ts'
export { uploadUnderPass } from './upload.ts'
