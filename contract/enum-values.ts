export const ticketKinds = ['incident', 'request', 'anomaly'] as const

/** Severity for the client, lowest first. */
export const criticalities = ['low', 'normal', 'high', 'blocking'] as const

/** The technician's order of work, lowest first; a ticket has none until triage. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const

export const channels = [
  'phone',
  'form',
  'portal',
  'wordpress',
  'email',
  'chat',
  'counter',
  'field',
  'api',
  'import',
] as const

export const stepKinds = [
  'question',
  'answer',
  'instruction',
  'information',
  'reason',
  'event',
  'history',
  'document',
  'solution',
] as const

/** public: the client sees it; internal: agents only. */
export const visibilities = ['public', 'internal'] as const

export const contactKinds = ['client', 'prospect', 'partner', 'other'] as const

export const projectStates = ['active', 'done'] as const

/** Kinds of people who act and write: agents, and contacts of clients. */
export const personKinds = ['agent', 'contact'] as const

export const locales = ['fr', 'en'] as const

/** Kinds of records that an action can be about. */
export const actionSubjects = ['ticket', 'contact', 'company', 'equipment', 'project'] as const

export const repeatUnits = ['day', 'week', 'month'] as const

/** From what the next action of a series is counted. */
export const repeatOrigins = ['due', 'done'] as const
