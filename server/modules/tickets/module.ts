import type { Module } from '../../platform/module.ts'
import { cleanHtmlJob, planHtmlCleaning } from './clean-stored-html.ts'
import { deleteOldDrafts } from './drafts.ts'
import { mountClientTickets } from './portal/routes.ts'
import { planResumptions, resumeJob, resumeWhenDue } from './resume-waiting.ts'
import { mountTickets } from './routes.ts'

export const ticketsModule: Module = {
  mount: (services) => {
    mountTickets(services, services.hub, services.undoSeconds)
    mountClientTickets(services)
  },
  reactions: [resumeWhenDue],
  jobs: [cleanHtmlJob, resumeJob],
  cleanups: [deleteOldDrafts],
  async planJobs(db) {
    await planResumptions(db)
    await planHtmlCleaning(db)
  },
}
