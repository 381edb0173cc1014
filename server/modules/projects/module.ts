import type { Module } from '../../platform/module.ts'
import { mountProjects } from './routes.ts'

export const projectsModule: Module = { mount: mountProjects }
