import type { portal } from '../../../contract/portal.ts'
import type { Reply } from '../../../contract/route.ts'
import { portalAddress, portalPaths } from '../../../contract/rules/page-addresses.ts'
import type { Db } from '../../platform/database.ts'

const root = portalAddress(portalPaths.list)
const png = { type: 'image/png' } as const

/** Returns the web app manifest of the client's page. Its colours equal those of the page's index.html and theme. */
export async function readWebAppManifest(db: Db): Promise<Reply<typeof portal.manifest>> {
  const { name } = await db.selectFrom('organisation').select('name').executeTakeFirstOrThrow()
  return {
    id: root,
    name: `${name} · Espace client`,
    short_name: name,
    lang: 'fr',
    start_url: root,
    scope: root,
    display: 'standalone',
    background_color: '#fbfaf8',
    theme_color: '#254c91',
    icons: [
      { ...png, src: `${root}icons/icon-192.png`, sizes: '192x192', purpose: 'any' },
      { ...png, src: `${root}icons/icon-512.png`, sizes: '512x512', purpose: 'any' },
      { ...png, src: `${root}icons/maskable-512.png`, sizes: '512x512', purpose: 'maskable' },
    ],
  }
}
