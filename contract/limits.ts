/**
 * Limits for senders other than agents: clients, guests with a secret link, users of websites, visitors of forms.
 * docs/guide/hosting.md lists them.
 */
export type UploadLimits = {
  /** Unattached uploads per person, per network and in total, as multiples of the maximum file size. */
  person: number
  network: number
  everybody: number
  /** Free bytes of the disk that their files never use. */
  diskReserve: number
}

export const uploadLimits: UploadLimits = { person: 10, network: 40, everybody: 200, diskReserve: 1_000_000_000 }

/** Rate limits per client, or per network for visitors of forms: for an hour and for a day. */
export type ActLimit = { name: string; inHour: number; inDay: number }

export const actLimits = {
  ticket: { name: 'ticket', inHour: 30, inDay: 100 },
  /** Answers, changes of status and ratings. */
  step: { name: 'step', inHour: 60, inDay: 300 },
  upload: { name: 'upload', inHour: 120, inDay: 500 },
  /** Previews that are not cached yet. */
  preview: { name: 'preview', inHour: 300, inDay: 1_000 },
  submission: { name: 'submission', inHour: 60, inDay: 200 },
} as const satisfies Record<string, ActLimit>
