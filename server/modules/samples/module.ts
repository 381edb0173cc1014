import type { Module } from '../../platform/module.ts'
import { mountSamples } from './routes.ts'

export const samplesModule: Module = { mount: mountSamples }
