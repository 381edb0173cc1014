import type { Module } from '../../platform/module.ts'
import { forgetSeen } from './forget-seen.ts'
import { mountUnread } from './routes.ts'

export const unreadModule: Module = { mount: mountUnread, cleanUps: [forgetSeen] }
