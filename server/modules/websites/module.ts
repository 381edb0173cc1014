import type { Module } from '../../platform/module.ts'
import { forgetSiteTokens } from './forget.ts'
import { mountWebsites } from './routes.ts'

export const websitesModule: Module = {
  mount: (services) => mountWebsites(services, services.publicUrl),
  cleanUps: [forgetSiteTokens],
}
