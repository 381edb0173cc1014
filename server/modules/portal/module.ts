import type { Module } from '../../platform/module.ts'
import { deleteExpiredClientAccess } from './delete-expired-access.ts'
import { mountPortal } from './routes.ts'

export const portalModule: Module = {
  mount: (services) => {
    const { hub, mailEnvironment: environment, instanceSecrets } = services
    mountPortal(services, { environment, linkSecret: instanceSecrets['mail-links'] }, hub)
  },
  cleanups: [deleteExpiredClientAccess],
}
