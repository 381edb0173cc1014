import type { Module } from '../../platform/module.ts'
import { deleteOldSubmissions } from './delete-old-submissions.ts'
import { mountForms } from './routes.ts'

export const formsModule: Module = {
  mount: (services) => {
    const { files, uploadLimits, mailEnvironment: environment, instanceSecrets } = services
    mountForms(services, {
      files,
      limits: uploadLimits,
      proofSecret: instanceSecrets['form-proofs'],
      senderSecret: instanceSecrets['form-proofs'],
      guestContact: {
        environment,
        mailSecret: instanceSecrets['mail-links'],
        linkSecret: instanceSecrets['guest-links'],
      },
    })
  },
  cleanups: [deleteOldSubmissions],
}
