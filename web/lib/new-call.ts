import type { EquipmentRef } from '../../contract/common.ts'
import { createStore, useStore } from './store.ts'

/** Where the call form starts: blank, or with a caller or a machine already known. */
export type NewCall = { contactId?: string; machine?: EquipmentRef }

const opened = createStore<NewCall | null>(null)

export const useNewCall = () => useStore(opened)
export const startCall = (from: NewCall = {}) => opened.set(from)
export const endCall = () => opened.set(null)
