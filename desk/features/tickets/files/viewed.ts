import { createStore, useStore } from '../../../../ui/store.ts'

/** Attachment that the viewer shows over the ticket. */
const viewed = createStore<string | null>(null)

export const useViewed = () => useStore(viewed)
export const view = (attachmentId: string | null) => viewed.set(attachmentId)
