import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WithSecret } from '../contract/websites.ts'
import { siteToken } from './site-token.ts'

const fallback = '<p>Ou appelez le 02 41 00 00 00</p>'
const users: Record<string, string> = { 42: 'Marie Dupont', 43: 'Paul Noir' }

/**
 * A company's web site of another origin than Guichet's: one page with the client pages in it, under a policy that allows
 * only what the guide says, and its own way to sign in (`/entrer?42`) and out; at `/sombre` it is dark and has a fallback. @param formId of the form at `/formulaire`
 */
export async function startWebsite(guichet: string, site: () => WithSecret, formId = () => '') {
  const policy = `default-src 'self'; script-src ${guichet}; connect-src 'self' ${guichet}; img-src blob:`
  const pageOf = (element: string, name: 'form' | 'portal', body = '<body>') => `<!doctype html>
    <html lang="br"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Ma boutique</title></head>
    ${body}<main><h1>Ma boutique</h1>${element}</main>
    <script type="module" src="${guichet}/elements/${name}.js?ver=3"></script></body></html>`
  const userOf = ({ headers }: IncomingMessage) => /(?:^|; )boutique=(\d+)/.exec(headers.cookie ?? '')?.[1] ?? null
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://site')
    if (pathname === '/jeton') {
      const isAsked = request.method === 'POST' && request.headers['x-guichet'] === '1'
      const sub = userOf(request)
      const token = sub && (await siteToken(site(), { sub, name: users[sub] }))
      response.writeHead(isAsked ? 200 : 403, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      return response.end(JSON.stringify(isAsked ? { token } : {}))
    }
    if (pathname === '/entrer' || pathname === '/sortir') {
      const cookie = pathname === '/entrer' ? `boutique=${search.slice(1)}` : 'boutique=; Max-Age=0'
      return response.writeHead(302, { location: '/espace', 'set-cookie': `${cookie}; HttpOnly; Path=/` }).end()
    }
    const page =
      pathname === '/formulaire'
        ? pageOf(`<guichet-form form="${formId()}" token-url="/jeton"></guichet-form>`, 'form')
        : pathname === '/sombre'
          ? pageOf(
              `<guichet-portal token-url="/jeton">${fallback}</guichet-portal>`,
              'portal',
              '<body bgcolor="#14181d" text="#e9e6df">',
            )
          : pageOf('<guichet-portal token-url="/jeton"></guichet-portal>', 'portal')
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    // Another site than 127.0.0.1 for the browser.
    base: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
export type WebsiteServer = Awaited<ReturnType<typeof startWebsite>>
