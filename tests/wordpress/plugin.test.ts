import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import type { WithSecret } from '../../contract/websites.ts'
import { buildWordpressZip } from '../../scripts/wordpress/zip.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, photograph, type Seat } from '../browser.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { findPhp } from '../programs.ts'
import { startWordpress, type Wordpress } from './wordpress.ts'
import {
  cookieOf,
  editorCanvas,
  installPlugin,
  noWayOut,
  openEditor,
  scriptsBegun,
  setUpPlugin,
  signInToWordpress,
} from './wordpress-screen.ts'

/** The plugin on a real WordPress, from its installation to its end: chapters of one story. */
let guichet: MailingGuichet
let wp: Wordpress
let browser: Browser
let website: WithSecret
let zip: string
let startedIn: number
const seats: Record<string, Seat> = {}
const webmaster = () => seats.webmaster?.page as Page

beforeAll(async () => {
  guichet = await startMailingGuichet()
  const start = performance.now()
  wp = await startWordpress()
  startedIn = performance.now() - start
  zip = await buildWordpressZip()
  browser = await openBrowser(noWayOut)
  website = await guichet.by.call(api.websites.create, {
    body: { name: 'Boutique', origin: wp.base, verifiesAddresses: true },
  })
})

afterAll(async () => {
  await wp?.stop()
  await guichet?.stop()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  expect(wp.complaints()).toEqual([])
})

test('WordPress is there within a minute, and the zip is installed and activated in its pages', async () => {
  expect(startedIn).toBeLessThan(60_000)
  seats.webmaster = await signInToWordpress(browser, wp)
  await installPlugin(webmaster(), zip)
  await webmaster().locator('tr[data-slug="guichet"]').getByRole('link', { name: 'Réglages' }).click()
  await webmaster().getByRole('heading', { name: 'Guichet' }).waitFor()
})

test('the connection test says that all is well, and the page holds its secret no more', async () => {
  const keys = { server: `${guichet.base}/reglages`, website: website.website.id, secret: website.secret }
  expect(await setUpPlugin(webmaster(), keys)).toMatch(
    /^Connecté : le Guichet de .+ connaît ce site sous le nom « Boutique »\.$/,
  )
  expect(await webmaster().getByLabel('Adresse de Guichet').inputValue()).toBe(guichet.base)
  await webmaster().getByLabel('Les adresses de nos utilisateurs sont vérifiées').check()
  await webmaster().locator('#submit').click()
  await webmaster().locator('#guichet-check-result .notice-success').waitFor()
  expect(await webmaster().getByLabel('Secret').inputValue()).toBe('')
  const findings = await axeFindings(webmaster())
  expect(findings.filter((line) => line.includes('guichet'))).toEqual([])
  const cookie = await cookieOf(webmaster().context(), wp.base)
  for (const address of ['options-general.php?page=guichet', 'options.php']) {
    const html = await (await fetch(`${wp.base}/wp-admin/${address}`, { headers: { cookie } })).text()
    expect(html).toContain('guichet')
    expect(html).not.toContain(website.secret)
  }
  expect(
    wp.run(`global $wpdb; echo json_encode($wpdb->get_var(
    "select autoload from $wpdb->options where option_name = 'guichet_secret'"));`),
  ).toMatch(/^(no|off)$/) // as WordPress says it before 6.6, and since
})

test('the connection test says what is wrong: nobody there, no TLS, another server, another address, a clock, a secret', async () => {
  let answer: { status: number; headers: Record<string, string> }
  const other = createServer((_, reply) => reply.writeHead(answer.status, answer.headers).end())
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
  const otherBase = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  const says = (server: string, secret?: string) =>
    setUpPlugin(webmaster(), { server, website: website.website.id, ...(secret && { secret }) })
  try {
    answer = { status: 404, headers: {} }
    expect(await says(otherBase)).toContain('n’est pas Guichet')
    answer = { status: 308, headers: { location: `${guichet.base}/` } }
    expect(await says(otherBase)).toContain(`renvoie vers une autre adresse, ${guichet.base}/`)
    answer = { status: 401, headers: { date: new Date(Date.now() - 600_000).toUTCString() } }
    expect(await says(otherBase)).toMatch(/L’horloge de ce serveur avance de 10 min/)
    answer = { status: 401, headers: { date: new Date(Date.now() + 600_000).toUTCString() } }
    expect(await says(otherBase)).toMatch(/L’horloge de ce serveur retarde de 10 min/)
    answer = { status: 503, headers: {} }
    expect(await says(otherBase)).toContain('ne fonctionne pas en ce moment (503)')
  } finally {
    other.close()
  }
  expect(await says(otherBase)).toContain('Guichet ne répond pas à l’adresse')
  expect(await says(guichet.base.replace('http:', 'https:'))).toContain('La connexion sécurisée')
  expect(await says(guichet.base, 'x'.repeat(43))).toContain('Guichet répond, mais refuse ce site')
  expect(await says(guichet.base, website.secret)).toContain('Connecté')
})

test('settings that are none are refused in words, and what was there stays', async () => {
  const page = webmaster()
  await page.getByLabel('Adresse de Guichet').fill('https://')
  await page.getByLabel('Identifiant de ce site').fill('boutique')
  await page.getByLabel('Secret').fill('trop court')
  // The browser would refuse the address by itself; WordPress must as well.
  await page.evaluate(`document.querySelector('form[action="options.php"]').noValidate = true`)
  await page.locator('#submit').click()
  for (const words of [
    'L’adresse de Guichet n’a pas été enregistrée',
    'L’identifiant de ce site n’a pas été enregistré',
    'Le secret n’a pas été enregistré',
  ])
    await page.getByText(words).waitFor()
  expect(await page.getByLabel('Adresse de Guichet').inputValue()).toBe(guichet.base)
  expect(await page.getByLabel('Identifiant de ce site').inputValue()).toBe(website.website.id)
  await page.locator('#guichet-check-result .notice-success').waitFor()
})

test('a subscriber cannot reach the settings, nor the connection test', async () => {
  wp.subscribe('marie', 'marie@dupont.test')
  const { page } = await signInToWordpress(browser, wp, 'marie')
  expect((await page.goto('/wp-admin/options-general.php?page=guichet'))?.status()).toBe(403)
  const cookie = await cookieOf(page.context(), wp.base)
  const check = (body: string) =>
    fetch(`${wp.base}/wp-admin/admin-ajax.php`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
  expect((await check('action=guichet_check')).status).toBe(403)
  expect((await check('action=guichet_check&_ajax_nonce=0123456789')).status).toBe(403)
})

test('a block and a shortcode show the elements, and load their scripts as modules', async () => {
  const form = '01890a5d-ac96-774b-bcce-b302099a8057'
  const pages = [
    wp.publish('Demandes', `[guichet_portal]\n\n[guichet_form id="${form}"]`),
    wp.publish('Blocs', `<!-- wp:guichet/portal /--><!-- wp:guichet/form {"form":"${form}","align":"wide"} /-->`),
  ]
  for (const address of pages) {
    const html = await (await fetch(address)).text()
    const shared = `server="${guichet.base}" token-url="/wp-admin/admin-ajax.php?action=guichet_token"`
    expect(html).toContain(`<guichet-portal ${shared}>`)
    expect(html).toContain(`<guichet-form form="${form}" ${shared}>`)
    const modules = html.match(/<script [^>]*type="module"[^>]*>/g) ?? []
    for (const name of ['portal', 'form'])
      expect(modules.filter((tag) => tag.includes(`src="${guichet.base}/elements/${name}.js"`))).toHaveLength(1)
  }
  expect(await (await fetch(pages[1] ?? '')).text()).toContain('alignwide')
  await webmaster().goto('/wp-admin/options-general.php?page=guichet')
  await webmaster().getByLabel('Couleurs').selectOption('Celles de l’appareil du visiteur')
  await webmaster().locator('#submit').click()
  await webmaster().locator('#guichet-check-result .notice-success').waitFor()
  expect(await (await fetch(pages[0] ?? '')).text()).toContain('data-theme="auto"')
})

test('a WordPress that knows modules by itself, from 6.5 on, is left to write their tags', () => {
  const { scripts, modules } = wp.run<{ scripts: string; modules: string }>(`
    $knows = function_exists('wp_enqueue_script_module');
    if (!$knows) { function wp_enqueue_script_module($id, $source) { echo "<script type=module src=\\"$source\\">"; } }
    ob_start(); do_shortcode('[guichet_portal]'); if ($knows) wp_script_modules()->print_enqueued_script_modules();
    $modules = ob_get_clean();
    ob_start(); wp_print_scripts(); wp_print_footer_scripts();
    echo json_encode(['scripts' => ob_get_clean(), 'modules' => $modules]);`)
  expect(modules.split(`src="${guichet.base}/elements/portal.js"`)).toHaveLength(2)
  expect(scripts).not.toContain('/elements/')
})

test('a secret in wp-config.php comes before the one that is kept', () => {
  const own = 'secret-de-wp-config-qui-est-assez-long'
  const token = wp.run<string>(`define('GUICHET_SECRET', '${own}'); echo json_encode(guichet_check_token());`)
  const [head, body, signature] = token.split('.')
  expect(createHmac('sha256', own).update(`${head}.${body}`).digest('base64url')).toBe(signature)
})

test('the editor offers both blocks, in French, and takes the identifier out of a pasted snippet', async () => {
  const page = webmaster()
  await openEditor(page, wp)
  await page.waitForFunction(`window.wp?.data?.select('core/blocks')?.getBlockType('guichet/form')`)
  expect(
    await page.evaluate(`['form', 'portal'].map((name) => wp.blocks.getBlockType('guichet/' + name).title)`),
  ).toEqual(['Formulaire Guichet', 'Demandes Guichet'])
  await page.evaluate(
    `wp.data.dispatch('core/block-editor').insertBlocks(['form', 'portal'].map((name) => wp.blocks.createBlock('guichet/' + name)))`,
  )
  const snippet = '<guichet-form form="01890a5d-ac96-774b-bcce-b302099a8057"></guichet-form>'
  const canvas = await editorCanvas(page)
  await canvas.locator('.wp-block-guichet-form').getByLabel('Identifiant du formulaire').fill(snippet)
  await canvas.locator('.wp-block-guichet-form').getByText('Le formulaire s’affiche sur la page.').waitFor()
  await canvas
    .locator('.wp-block-guichet-portal')
    .getByText(/à chacun ses propres demandes/)
    .waitFor()
  const content = await page.evaluate(`wp.data.select('core/editor').getEditedPostContent()`)
  expect(content).toContain('<!-- wp:guichet/form {"form":"01890a5d-ac96-774b-bcce-b302099a8057"} /-->')
  expect(content).toContain('<!-- wp:guichet/portal /-->')
})

test('PHP has nothing to say against any file of it', () => {
  const files = globSync('wordpress/**/*.php')
  expect(files.length).toBeGreaterThan(10)
  for (const file of files) execFileSync(findPhp() ?? 'php', ['-l', file], { stdio: 'pipe' })
})

test('the zip is the same bytes each time, and bears the version of Guichet', async () => {
  const first = readFileSync(zip)
  expect(path.basename(await buildWordpressZip())).toMatch(/^guichet-wordpress-\d+\.\d+\.\d+\.zip$/)
  expect(readFileSync(zip).equals(first)).toBe(true)
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(
    wp.run(`require_once ABSPATH . 'wp-admin/includes/plugin.php';
    echo json_encode(get_plugin_data(WP_PLUGIN_DIR . '/guichet/guichet.php')['Version']);`),
  ).toBe(version)
})

test('deactivated and deleted, it leaves nothing in the database nor on the disk', async () => {
  const page = webmaster()
  page.on('dialog', (dialog) => dialog.accept())
  await page.goto('/wp-admin/plugins.php')
  const row = page.locator('tr[data-slug="guichet"]')
  await row.getByRole('link', { name: 'Deactivate' }).click()
  await page.locator('tr[data-slug="guichet"].inactive').waitFor()
  await scriptsBegun(page)
  await row.getByRole('link', { name: 'Delete' }).click()
  await page
    .locator('tr[data-slug="guichet"].deleted')
    .or(page.getByText('was successfully deleted'))
    .first()
    .waitFor({ state: 'attached' })
  const left = wp.run<Record<string, string[]>>(`global $wpdb;
    $names = fn($sql) => $wpdb->get_col($sql);
    // WordPress itself notes for a week what was deactivated.
    $options = $names("select option_name from $wpdb->options where option_name <> 'recently_activated'
      and (option_name like '%guichet%' or option_value like '%guichet%')");
    echo json_encode([
      'options' => $options,
      'user meta' => $names("select meta_key from $wpdb->usermeta where meta_key like '%guichet%' or meta_value like '%guichet%'"),
      'post meta' => $names("select meta_key from $wpdb->postmeta where meta_key like '%guichet%'"),
      'tables' => $names("show tables like '%guichet%'"),
      'cron' => array_values(array_filter(array_map('json_encode', _get_cron_array()), fn($line) => strpos($line, 'guichet') !== false)),
      'files' => glob(WP_PLUGIN_DIR . '/guichet*'),
    ]);`)
  expect(left).toEqual({ options: [], 'user meta': [], 'post meta': [], tables: [], cron: [], files: [] })
})
