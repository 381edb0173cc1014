export const openStatuses = ['opened', 'waiting', 'investigating', 'disputed', 'fixing'] as const
export const closedStatuses = ['resolved', 'rejected', 'cancelled'] as const
export const statuses = [...openStatuses, ...closedStatuses] as const

export const isOpen = (status: (typeof statuses)[number]) =>
  (openStatuses as readonly (typeof statuses)[number][]).includes(status)
