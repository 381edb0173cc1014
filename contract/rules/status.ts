import type { Status } from '../enums.ts'

export const openStatuses = ['opened', 'waiting', 'investigating', 'disputed', 'fixing'] as const
export const closedStatuses = ['resolved', 'rejected', 'cancelled'] as const
export const statuses = [...openStatuses, ...closedStatuses] as const

export const isOpen = (status: Status) => (openStatuses as readonly Status[]).includes(status)
