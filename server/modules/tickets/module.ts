import type { Module } from '../../platform/module.ts'
import { cleanHtmlJob, planHtmlCleaning } from './clean-stored-html.ts'
import { mountClientTickets } from './client/routes.ts'
import { forgetDrafts } from './drafts.ts'
import { planResumptions, resumeJob, resumeWhenDue } from './resume-waiting.ts'
import { mountTickets } from './routes.ts'

export const ticketsModule: Module = {
  mount: (services) => {
    mountTickets(services, services.hub, services.undoSeconds)
    mountClientTickets(services)
  },
  reactions: [resumeWhenDue],
  jobs: [cleanHtmlJob, resumeJob],
  cleanups: [forgetDrafts],
  async planJobs(db) {
    await planResumptions(db)
    await planHtmlCleaning(db)
  },
}
