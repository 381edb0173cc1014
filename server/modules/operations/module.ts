import type { Module } from '../../platform/module.ts'
import { mountOperations } from './routes.ts'

export const operationsModule: Module = { mount: (services) => mountOperations(services, services) }
