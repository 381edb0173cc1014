import { client } from '../../../contract/client.ts'
import { api } from '../../../contract/index.ts'
import type { WithSecret } from '../../../contract/websites.ts'
import { testApp } from '../../../tests/app.ts'
import { type Claims, siteToken } from '../../../tests/site-token.ts'

/** Returns a Guichet, and what websites and their users do with it. Call it once at the top of a test file. */
export async function testWebsites() {
  const guichet = await testApp()
  const { base, administrator } = guichet
  const anybody = client({ base })
  const exchange = (token: string) => anybody(api.portal.exchange, { body: { token } })
  let made = 0
  return {
    ...guichet,
    anybody,
    exchange,
    aWebsite(fields: { verifiesAddresses?: boolean } = {}): Promise<WithSecret> {
      const body = { name: `Boutique ${++made}`, origin: `https://boutique${made}.example/compte`, ...fields }
      return administrator.call(api.websites.create, { body })
    },
    /** Signs in the user whom a website vouches for. */
    async arrive(site: WithSecret, claims: Claims = {}) {
      const { session, ...rest } = await exchange(await siteToken(site, claims))
      const headers = { authorization: `Bearer ${session}` }
      return { ...rest, session, headers, call: client({ base, headers: () => headers }) }
    },
    /** Reads a website as the administrator sees it. */
    async find({ website }: WithSecret) {
      return (await administrator.call(api.websites.list, {})).items.find(({ id }) => id === website.id)
    },
  }
}
