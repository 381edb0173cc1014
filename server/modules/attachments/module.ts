import type { Module } from '../../platform/module.ts'
import { expireUploadsJob, sweepFilesJob } from './expire.ts'
import type { VisibleTo } from './require-readable.ts'
import { mountAttachments } from './routes.ts'

/** @param visibleTo the tickets whose files a person may read */
export const attachmentsModule = (visibleTo: VisibleTo): Module => ({
  mount: (services) => {
    const { files, previews, uploadLimits: limits, instanceSecrets } = services
    const [linkSecret, senderSecret] = [instanceSecrets['attachment-links'], instanceSecrets['form-proofs']]
    mountAttachments(services, { files, previews, limits, visibleTo, linkSecret, senderSecret })
  },
  jobs: [expireUploadsJob, sweepFilesJob],
})
