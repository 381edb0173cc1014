import type { Action } from '../../contract/actions.ts'
import { createStore, useStore } from '../../ui/store.ts'

/** Record that an action is about, with its name. */
export type SubjectRef = NonNullable<Action['about']>

/** Content of the dialog of actions: a new one, about a record or none, or an existing one. */
export type OpenedAction = { about: SubjectRef | null } | { action: Action }

const opened = createStore<OpenedAction | null>(null)

export const useOpenedAction = () => useStore(opened)
export const startAction = (about: SubjectRef | null = null) => opened.set({ about })
export const openAction = (action: Action) => opened.set({ action })
export const closeAction = () => opened.set(null)
