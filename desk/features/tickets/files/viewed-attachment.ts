import { createStore, useStore } from '../../../../ui/store.ts'

/** Attachment that the viewer shows over the ticket. */
const viewed = createStore<string | null>(null)

export const useViewedAttachment = () => useStore(viewed)
export const viewAttachment = (attachmentId: string | null) => viewed.set(attachmentId)
