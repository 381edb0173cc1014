import type { Module } from '../../platform/module.ts'
import { mountCalls } from './routes.ts'

export const callsModule: Module = { mount: mountCalls }
