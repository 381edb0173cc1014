import type { Module } from '../../platform/module.ts'
import { mountEquipment } from './routes.ts'

export const equipmentModule: Module = { mount: mountEquipment }
