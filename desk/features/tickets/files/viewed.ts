import { createStore, useStore } from '../../../../ui/store.ts'

/** The picture that is looked at in large, over the ticket. */
const viewed = createStore<string | null>(null)

export const useViewed = () => useStore(viewed)
export const view = (attachmentId: string | null) => viewed.set(attachmentId)
