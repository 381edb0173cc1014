/**
 * Limits for everybody who is not an agent: clients, guests with a secret link, users of websites, visitors of forms.
 * docs/guide/hosting.md lists them.
 */
export type UploadLimits = {
  /** Files of the largest size that one person, one network and everybody may have sent without attaching them. */
  person: number
  network: number
  everybody: number
  /** Bytes of the disk that their files never take. */
  diskReserve: number
}

export const uploadLimits: UploadLimits = { person: 10, network: 40, everybody: 200, diskReserve: 1_000_000_000 }

/** Acts of one client, or of one network for the visitors of forms, within an hour and within a day. */
export type ActLimit = { name: string; inHour: number; inDay: number }

export const actLimits = {
  ticket: { name: 'ticket', inHour: 30, inDay: 100 },
  /** Answers, changes of status and ratings. */
  step: { name: 'step', inHour: 60, inDay: 300 },
  upload: { name: 'upload', inHour: 120, inDay: 500 },
  /** Previews that have to be made. */
  preview: { name: 'preview', inHour: 300, inDay: 1_000 },
  submission: { name: 'submission', inHour: 60, inDay: 200 },
} as const satisfies Record<string, ActLimit>
