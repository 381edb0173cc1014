import type { Module } from '../../platform/module.ts'
import { planReadingsJob, readJob } from './readings.ts'
import { mountSpreadsheets } from './routes.ts'

export const spreadsheetsModule: Module = {
  mount: (services) => mountSpreadsheets(services, services.dataDir),
  jobs: [planReadingsJob, readJob],
}
