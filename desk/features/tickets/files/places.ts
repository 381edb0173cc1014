type Key = { id: string }

/** Where files wait that will go with what is being written on a ticket. */
export const stepFiles = ({ id }: Key) => `step.${id}`

/** Where they wait that go on the ticket itself, as soon as they are sent. */
export const ticketFiles = ({ id }: Key) => `ticket.${id}`
