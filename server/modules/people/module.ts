import type { Db } from '../../platform/database.ts'
import type { MailEnvironment } from '../../platform/mail-environment.ts'
import type { Module } from '../../platform/module.ts'
import { mountPeople } from './routes.ts'
import { deleteOldSources } from './sources.ts'

/** @param canMailLinks whether a mail that is nothing without its link can leave */
export const peopleModule = (canMailLinks: (db: Db, environment: MailEnvironment) => Promise<boolean>): Module => ({
  mount: (services) =>
    mountPeople(services, services.identity, () => canMailLinks(services.db, services.mailEnvironment)),
  cleanups: [deleteOldSources],
})
