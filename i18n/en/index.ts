import type { fr } from '../fr/index.ts'
import { account } from './account.ts'
import { actions } from './actions.ts'
import { attachments } from './attachments.ts'
import { bell } from './bell.ts'
import { calls } from './calls.ts'
import { clientView } from './client-view.ts'
import { entry } from './entry.ts'
import { errors } from './errors.ts'
import { forms } from './forms.ts'
import { guestLinks } from './guest-links.ts'
import { home } from './home.ts'
import { mails } from './mails.ts'
import { operations } from './operations.ts'
import { queries } from './queries.ts'
import { records } from './records.ts'
import { security } from './security.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { spreadsheets } from './spreadsheets.ts'
import { tags } from './tags.ts'
import { tickets } from './tickets.ts'
import { websites } from './websites.ts'
import { words } from './words.ts'

/** English catalogue. The compiler checks that it is complete. */
export const en: Record<keyof typeof fr, string> = {
  ...words,
  ...errors,
  ...shell,
  ...entry,
  ...account,
  ...actions,
  ...calls,
  ...clientView,
  ...tickets,
  ...tags,
  ...bell,
  ...attachments,
  ...home,
  ...mails,
  ...operations,
  ...queries,
  ...records,
  ...settings,
  ...security,
  ...websites,
  ...forms,
  ...guestLinks,
  ...spreadsheets,
}
