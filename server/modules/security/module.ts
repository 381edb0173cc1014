import type { Module } from '../../platform/module.ts'
import { deleteOldSecurityEvents } from './delete-old-events.ts'
import { mountSecurity } from './routes.ts'

export const securityModule: Module = { mount: mountSecurity, cleanups: [deleteOldSecurityEvents] }
