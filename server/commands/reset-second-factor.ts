import { resetSecondFactorsOf } from '../modules/people/index.ts'
import { openDatabase } from '../platform/database.ts'
import type { Command } from './command.ts'
import { openInstalled } from './open-database.ts'
import { openInstalledSecrets } from './open-secrets.ts'

/** Runs reset-second-factor EMAIL, for an agent whom nobody at the desk can help, such as the only administrator. */
export const resetSecondFactor: Command = async ({ env, args: [email], say }) => {
  if (email === undefined) throw new Error('Whose second factor? npm run cli -- reset-second-factor EMAIL')
  const opened = await openInstalled(env)
  const { db, close } = openDatabase(opened.url, { onError: () => undefined })
  try {
    const secrets = await openInstalledSecrets(env, opened)
    if (!(await resetSecondFactorsOf(db, secrets, email))) throw new Error(`No agent has the address ${email}.`)
    say(`${email} signs in with the password alone, and sets up a second factor anew.`)
    return 0
  } finally {
    await close()
    await opened.close()
  }
}
