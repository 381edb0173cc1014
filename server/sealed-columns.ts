import { clearMailSecrets, sealedMailColumns } from './modules/mails/index.ts'
import { deleteSecondFactors } from './modules/people/index.ts'
import { clearSpreadsheetSecrets, sealedSpreadsheetColumns } from './modules/spreadsheets/index.ts'
import { clearWebsiteSecrets, sealedWebsiteColumns } from './modules/websites/index.ts'
import { deleteInstanceSecrets, sealedInstanceColumns } from './platform/instance-secret.ts'
import type { SealedColumn } from './platform/secrets.ts'

/** Columns that hold encrypted secrets. */
export const sealedColumns: readonly SealedColumn[] = [
  ...sealedInstanceColumns,
  ...sealedMailColumns,
  ...sealedWebsiteColumns,
  ...sealedSpreadsheetColumns,
]

/** SQL statements that clear every secret whose key is lost. */
export const clearSecrets: readonly string[] = [
  deleteInstanceSecrets,
  deleteSecondFactors,
  clearMailSecrets,
  clearWebsiteSecrets,
  clearSpreadsheetSecrets,
]

/** Settings that are lost with the key, in text for an administrator. */
export const toTypeAgain = [
  'the mail server and its password (Réglages, Mails)',
  'the secret of each web site, to be renewed and pasted there (Réglages, Sites web)',
  'the secret of each spreadsheet that sends its rows (Réglages, Feuilles de calcul)',
  'second factors: agents set up their authenticator app anew, passkeys stay',
]
