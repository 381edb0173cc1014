import { createStore, useStore } from '../../ui/store.ts'
import { storage } from './storage.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const kept = storage.read('theme')
const theme = createStore<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system')

export const useTheme = () => useStore(theme)

export function setTheme(next: Theme) {
  theme.set(next)
  storage.write('theme', next === 'system' ? null : next)
  if (next === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = next
}
