import { createStore, useStore } from '../../ui/store.ts'

/** Overlays of the desk that can be opened from several places. */
export type Overlay = 'help' | 'palette' | null

const overlay = createStore<Overlay>(null)

export const useOverlay = () => useStore(overlay)
export const showHelp = () => overlay.set('help')
export const showPalette = () => overlay.set('palette')
export const closeOverlay = () => overlay.set(null)
