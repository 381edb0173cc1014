import type { Module } from '../../platform/module.ts'
import { deleteExpiredSiteTokens } from './delete-expired-tokens.ts'
import { mountWebsites } from './routes.ts'

export const websitesModule: Module = {
  mount: (services) => mountWebsites(services, services.publicUrl),
  cleanups: [deleteExpiredSiteTokens],
}
