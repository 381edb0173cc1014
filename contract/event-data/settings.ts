import { z } from 'zod'
import { NoData, RecordChanges } from './common.ts'

const Named = z.object({ name: z.string() })
const Renamed = z.object({ from: z.string(), to: z.string() })

/** Events of what administrators set up: sources, keys, mail, websites, forms, tags. */
export const settingsEvents = {
  'spreadsheet.created': Named,
  'spreadsheet.changed': RecordChanges,
  'spreadsheet.removed': Named,
  'spreadsheet.alert_changed': z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  'api_key.created': z.object({ name: z.string(), scope: z.string() }),
  'api_key.removed': Named,
  /** The settings as they were sent, the server's address and password left out. */
  'mail.settings_changed': z.record(z.string(), z.unknown()),
  /** The new state of one mail, or the number of mails given up that waited since before an instant. */
  'mail.state_changed': z.union([
    z.object({ to: z.enum(['waiting', 'cancelled']) }),
    z.object({ cancelled: z.int(), before: z.string() }),
  ]),
  'website.created': NoData,
  'website.changed': RecordChanges,
  'website.secret_renewed': z.object({ keepFormer: z.boolean() }),
  'website.deleted': z.object({ name: z.string(), origin: z.string() }),
  'form.created': NoData,
  'form.changed': RecordChanges,
  'form.removed': NoData,
  'form.restored': NoData,
  'form.submission_quarantined': z.object({ reasons: z.array(z.string()) }),
  /** The number of the ticket that it became; null when it was deleted. */
  'form.submission_settled': z.object({ number: z.int().nullable() }),
  'tag.renamed': Renamed,
  'tag.merged': Renamed,
  'tag.removed': z.object({ from: z.string() }),
}
