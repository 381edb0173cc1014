import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, expect } from 'vitest'
import { api } from '../../contract/index.ts'
import type { Role } from '../../contract/permissions.ts'
import { openBrowser, photograph, type Seat, takeSeat } from '../browser.ts'
import { administrator, callerOf, signIn } from '../guichet.ts'
import { startLightGuichet } from '../light-guichet.ts'

/**
 * A Guichet of its own and a browser, for a journey of agents. Call it once at the top of a test file: it ends by itself,
 * and after each test no seat may have complained.
 */
export async function openDesk(environment: { MAIL_HOLD_SECONDS?: string } = {}) {
  const guichet = await startLightGuichet(environment)
  const seats: Record<string, Seat> = {}
  afterAll(() => guichet.stop())
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await photograph(seats)
    for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
  })
  const by = { call: callerOf(guichet.base, await signIn(guichet.base)) }
  const browser = await openBrowser()
  const { password } = administrator
  return {
    /** In the administrator's name. */
    by,
    base: guichet.base,
    /** An agent with an account: their id, and the address they sign in with. */
    async hire(role: Role, name: string, email: string) {
      const { id } = await by.call(api.agents.create, { body: { name, email, role, password } })
      return { id, email }
    },
    /** Signs somebody in at a screen of this name. */
    async sit(name: string, { email }: { email: string }, device?: BrowserContextOptions): Promise<Page> {
      seats[name] = await takeSeat(browser, guichet.base, email, password, device)
      return seats[name].page
    },
    /** The page of a seat that is taken. */
    seat: (name: string) => seats[name]?.page as Page,
  }
}
