import type { Module } from '../../platform/module.ts'
import { mountApiKeys } from './routes.ts'

export const apiKeysModule: Module = { mount: mountApiKeys }
