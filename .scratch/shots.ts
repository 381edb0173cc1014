import { chromium } from 'playwright-core'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { makeDataDir, removeDataDir } from '../tests/data-dir.ts'
import { administrator, startGuichet } from '../tests/guichet.ts'
const dataDir = await makeDataDir()
const g = await startGuichet({ DATA_DIR: dataDir })
try {
  await g.healthy
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
  for (const [name, o] of Object.entries({ wide: { viewport: { width: 1440, height: 900 } }, phone: { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const } })) {
    const c = await browser.newContext({ baseURL: g.base, locale: 'fr-FR', ...o, permissions: ['clipboard-read','clipboard-write'] })
    const p = await c.newPage(); p.setDefaultTimeout(8000)
    p.on('console', m => m.type()==='error' && console.log(m.text()))
    await p.goto('/connexion')
    await p.getByLabel('Adresse mail').fill(administrator.email)
    await p.getByLabel('Mot de passe', { exact: true }).fill(administrator.password)
    await p.getByRole('button', { name: 'Se connecter' }).click()
    await p.waitForURL('/')
    await p.goto('/reglages/sites-web')
    await p.getByRole('button', { name: 'Nouveau site Web' }).waitFor()
    await p.screenshot({ path: `.scratch/${name}-0.png` })
    await p.getByRole('button', { name: 'Nouveau site Web' }).click()
    await p.getByLabel('Nom').fill('Boutique')
    await p.getByLabel('Adresse du site').fill('www.thermo-loire.fr')
    await p.waitForTimeout(300)
    await p.screenshot({ path: `.scratch/${name}-1.png` })
    await p.getByRole('button', { name: 'Déclarer le site' }).click()
    await p.getByText('J’ai tout recopié').waitFor()
    await p.getByRole('radio', { name: 'PHP' }).click()
    await p.waitForTimeout(300)
    await p.screenshot({ path: `.scratch/${name}-2.png` })
    await p.getByText('J’ai tout recopié').click()
    await p.waitForTimeout(400)
    await p.screenshot({ path: `.scratch/${name}-3.png` })
    await p.getByRole('button', { name: 'Boutique', exact: true }).first().click()
    await p.getByRole('button', { name: 'Supprimer le site' }).click()
    await p.waitForTimeout(300)
    await p.screenshot({ path: `.scratch/${name}-4.png` })
    await c.close()
  }
  await browser.close()
} finally { await g.stop(); await removeDataDir(dataDir) }
