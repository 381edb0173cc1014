import type { MessageKey } from './i18n.tsx'
import { type SubjectRef, startAction } from './opened-action.ts'
import { useShortcuts } from './shortcuts.ts'

/** Binds T to a new action about the record on screen, before the frame's, which is about none. */
export function useActionKey(scope: MessageKey, about: SubjectRef) {
  useShortcuts(scope, [{ keys: 't', label: 'keys.new_action', run: () => startAction(about) }], { over: true })
}
