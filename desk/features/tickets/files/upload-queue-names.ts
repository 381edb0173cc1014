type Key = { id: string }

/** Queue of the uploads that will be sent with the next step. */
export const stepUploads = ({ id }: Key) => `step.${id}`

/** Queue of the uploads that are attached to the ticket itself as soon as they have arrived. */
export const ticketUploads = ({ id }: Key) => `ticket.${id}`
