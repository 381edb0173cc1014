import type { Module } from '../../platform/module.ts'
import { forgetSecurityEvents } from './forget.ts'
import { mountSecurity } from './routes.ts'

export const securityModule: Module = { mount: mountSecurity, cleanUps: [forgetSecurityEvents] }
