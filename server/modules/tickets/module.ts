import type { Module } from '../../platform/module.ts'
import { deleteOldDrafts } from './drafts/drafts.ts'
import { mountClientTickets } from './portal/routes.ts'
import { mountTickets } from './routes.ts'
import { planResumptions, resumeJob, resumeWhenDue } from './status/resume-waiting.ts'
import { cleanHtmlJob, planHtmlCleaning } from './steps/clean-stored-html.ts'

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
