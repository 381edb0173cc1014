import type { CompanyRef, EquipmentRef, ProjectRef } from '../../contract/common.ts'
import { createStore, useStore } from '../../ui/store.ts'

/** Initial values of the call form: a caller, a company, a machine or a project. */
export type NewCall = { contactId?: string; company?: CompanyRef; machine?: EquipmentRef; project?: ProjectRef }

const opened = createStore<NewCall | null>(null)

export const useNewCall = () => useStore(opened)
export const startCall = (from: NewCall = {}) => opened.set(from)
export const endCall = () => opened.set(null)
