import { z } from 'zod'
import { NoData, RecordChanges } from './common.ts'

const Named = z.object({ name: z.string() })
const Renamed = z.object({ from: z.string(), to: z.string() })

/** Events of the settings: spreadsheets, API keys, mail, websites, forms, tags. */
export const settingsEvents = {
  'spreadsheet.created': Named,
  'spreadsheet.changed': RecordChanges,
  'spreadsheet.removed': Named,
  'spreadsheet.alert_changed': z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  'api_key.created': z.object({ name: z.string(), scope: z.string() }),
  'api_key.removed': Named,
  /** The settings as they were sent, without the server's address and password. */
  'mail.settings_changed': z.record(z.string(), z.unknown()),
  /** New status of one mail, or number of abandoned mails that had been pending since before an instant. */
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
  /** Number of the ticket that it became; null when it was deleted. */
  'form.submission_settled': z.object({ number: z.int().nullable() }),
  'tag.renamed': Renamed,
  'tag.merged': Renamed,
  'tag.removed': z.object({ from: z.string() }),
}
