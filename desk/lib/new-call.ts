import type { CompanyRef, EquipmentRef, ProjectRef } from '../../contract/common.ts'
import { createStore, useStore } from '../../ui/store.ts'

/** The start of the call form: blank, or with a caller, their company, a machine or a project already known. */
export type NewCall = { contactId?: string; company?: CompanyRef; machine?: EquipmentRef; project?: ProjectRef }

const opened = createStore<NewCall | null>(null)

export const useNewCall = () => useStore(opened)
export const startCall = (from: NewCall = {}) => opened.set(from)
export const endCall = () => opened.set(null)
