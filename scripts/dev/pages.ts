import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer, type InlineConfig } from 'vite'
import { portalRoot } from '../../contract/rules/page-addresses.ts'
import { root } from '../builds.ts'

/** Applications, the longest prefix first. */
const applications = [
  { name: 'elements', at: '/elements/', folder: 'portal', configFile: 'vite.elements.config.ts', appType: 'custom' },
  { name: 'portal', at: `${portalRoot}/`, folder: 'portal', configFile: 'vite.portal.config.ts', appType: 'spa' },
  { name: 'desk', at: '/', folder: 'desk', configFile: 'vite.desk.config.ts', appType: 'spa' },
] as const

/** Paths that the server answers itself. */
const servers = new RegExp(`^(/(api|healthz|readyz|metrics)|${portalRoot}/icons)\\b`)
/** Prefix that Vite adds to root-relative URLs in a page. */
const prefixed = new RegExp(`^${portalRoot}/(?=api/|${portalRoot.slice(1)}/)`)

/**
 * Serves the desk, the clients' page and the elements from their sources, on one server; saved files update open pages.
 */
export async function openDevPages(http: Server) {
  const opened = await Promise.all(
    applications.map(async ({ name, at, folder, configFile, appType }) => {
      const config: InlineConfig = {
        root: root + folder,
        configFile: root + configFile,
        base: at,
        appType,
        cacheDir: `${root}node_modules/.cache/vite/${name}`,
        ...(name === 'elements' && { optimizeDeps: { entries: ['elements/*.ts'] } }),
        server: { middlewareMode: true, ws: { server: http } },
        logLevel: 'warn',
      }
      return { at, vite: await createServer(config) }
    }),
  )
  return {
    /** @param otherwise handles requests that are not for a page */
    serve(request: IncomingMessage, response: ServerResponse, otherwise: () => void) {
      const url = (request.url ?? '/').replace(prefixed, '/')
      request.url = url
      if (servers.test(url)) return otherwise()
      const application = opened.find(({ at }) => `${url.split('?')[0]}/`.startsWith(at))
      request.url = url.replace(/^\/elements\/(count|form|portal|ticket-preview)\.js/, '/elements/elements/$1.ts')
      application?.vite.middlewares(request, response, () => {
        request.url = url
        otherwise()
      })
    },
    async close() {
      await Promise.all(opened.map(({ vite }) => vite.close()))
    },
  }
}
