import { byMail } from './by-mail.ts'
import { clientView } from './client-view.ts'
import { deskApi } from './desk-api.ts'
import { portal } from './portal.ts'
import { spreadsheets } from './spreadsheets.ts'
import { websites } from './websites.ts'

/** Every route of the API. */
export const api = { ...deskApi, clientView, portal, byMail, spreadsheets, websites }
