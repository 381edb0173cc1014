import type { z } from 'zod'
import type { NewCaller } from '../../../contract/tickets.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { findCompanyByName, insertCompany } from './companies.ts'
import { insertContact } from './contacts.ts'

/** A caller nobody knew: their company found by its name or created, then themselves. Returns the contact's id. */
export async function insertNewCaller(tx: Tx, ctx: Ctx, caller: z.output<typeof NewCaller>): Promise<string> {
  const { companyName, ...contact } = caller
  const companyId = contact.companyId ?? (companyName ? await findOrInsertCompany(tx, ctx, companyName) : null)
  return insertContact(tx, ctx, {
    ...contact,
    companyId,
    kind: 'client',
    locale: 'fr',
    mobile: null,
    jobTitle: null,
    supervisor: false,
    externalRef: null,
    notes: '',
  })
}

async function findOrInsertCompany(tx: Tx, ctx: Ctx, name: string) {
  const known = await findCompanyByName(tx, name)
  const blank = { kind: 'client', phone: null, email: null, address: '', externalRef: null, notes: '' } as const
  return known ?? insertCompany(tx, ctx, { name, ...blank })
}
