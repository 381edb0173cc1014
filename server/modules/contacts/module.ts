import type { Module } from '../../platform/module.ts'
import { mountContacts } from './routes.ts'

export const contactsModule: Module = { mount: mountContacts }
