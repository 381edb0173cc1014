import type { Module } from '../../platform/module.ts'
import { mountMerging } from './routes.ts'

export const mergingModule: Module = { mount: mountMerging }
