import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api } from '../../contract/index.ts'
import { buildWordpressZip } from '../../scripts/wordpress/zip.ts'
import { openBrowser, openPage, photograph, type Seat } from '../browser.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { textOf } from '../smtp-sink.ts'
import { startWordpress, type Wordpress } from './wordpress.ts'
import {
  editorCanvas,
  installPlugin,
  noWayOut,
  openEditor,
  setUpPlugin,
  signInToWordpress,
} from './wordpress-screen.ts'

/**
 * A subscriber of a real WordPress, whose address nobody has verified, is mailed and comes back to the page by the mail; the
 * page says how else one is reached when Guichet is stopped: chapters of one story.
 */
let guichet: MailingGuichet
let wp: Wordpress
let browser: Browser
let address: string
const seats: Record<string, Seat> = {}
const email = 'marie@dupont.test'
const boiler = 'Chaudière en défaut E133'
const marie = () => seats.marie?.page as Page
const webmaster = () => seats.webmaster?.page as Page

const mailed = (pattern: RegExp) =>
  vi.waitUntil(
    () =>
      guichet.sink
        .to(email)
        .map((mail) => pattern.exec(textOf(mail))?.[0])
        .find(Boolean),
    { timeout: 30_000, interval: 100 },
  )

beforeAll(async () => {
  guichet = await startMailingGuichet()
  wp = await startWordpress()
  browser = await openBrowser(noWayOut)
  await guichet.by.call(api.mail.changeSettings, { body: { gatherSeconds: 1 } })
  const { website, secret } = await guichet.by.call(api.websites.create, {
    body: { name: 'Boutique', origin: wp.base },
  })
  seats.webmaster = await signInToWordpress(browser, wp)
  const page = webmaster()
  await installPlugin(page, await buildWordpressZip())
  address = wp.publish('Mon espace', '<!-- wp:guichet/portal /-->')
  const keys = { server: website.audience, website: website.id, secret }
  expect(await setUpPlugin(page, keys)).toContain('Connecté')
  await page.getByLabel('Page des demandes').selectOption('Mon espace')
  await page.getByLabel('Téléphone').fill('02 41 00 00 00')
  await page.getByLabel('Mail', { exact: true }).fill('sav@thermo.test')
  await page.locator('#submit').click()
  await page.locator('#guichet-check-result .notice-success').waitFor()
  wp.subscribe('marie', email)
  seats.marie = await signInToWordpress(browser, wp, 'marie')
})

afterAll(async () => {
  await wp?.stop()
  await guichet?.stop()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  expect(wp.complaints()).toEqual([])
})

test('the plugin tells Guichet which page shows the requests', async () => {
  const { items } = await guichet.by.call(api.websites.list, {})
  expect(items).toMatchObject([{ portalUrl: address }])
})

test('a subscriber opens a request and confirms the address that WordPress states', async () => {
  const page = marie()
  await page.goto(address)
  await page.getByRole('link', { name: 'Nouvelle demande' }).click()
  await page.getByLabel('Que se passe-t-il ?').fill(boiler)
  await page.getByRole('button', { name: 'Envoyer la demande' }).click()
  await page.getByRole('heading', { name: boiler }).waitFor()
  expect(page.url()).toBe(`${address}#guichet=T-1`)
  await page.goBack()
  await page.getByRole('heading', { name: 'Mes demandes' }).waitFor()
  expect(await page.getByLabel('Recevoir nos réponses par mail').inputValue()).toBe(email)
  await page.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await page.getByText(`Un mail vient de partir à ${email}`).waitFor()
  const reader = await openPage(browser, guichet.base)
  await reader.page.goto(await mailed(/http:\/\/\S+#confirmation=\S+/))
  await reader.page.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await reader.page.getByText('Nos réponses vous parviendront désormais par mail').waitFor()
  await reader.page.context().close()
})

test('they are mailed, follow the mail to the page, go back and reload', async () => {
  const page = marie()
  const { items } = await guichet.by.call(api.tickets.list, { query: {} })
  const step = { kind: 'answer', visibility: 'public', body: '<p>Nous passons demain.</p>' } as const
  await guichet.by.call(api.tickets.addStep, { params: { id: items[0]?.id ?? '' }, body: step })
  await page.goto(address)
  await page.goto(await mailed(/http:\/\/\S+#guichet=\S+/))
  await page.getByText('Nous passons demain.').waitFor()
  await page.reload()
  await page.getByText('Nous passons demain.').waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Mes demandes' }).waitFor()
})

test('the block of a form offers those of Guichet', async () => {
  const fields = [{ id: 'objet', kind: 'subject' as const, label: 'Objet' }]
  const { id } = await guichet.by.call(api.forms.create, { body: { name: 'Dépannage', title: 'Dépannage', fields } })
  const page = webmaster()
  await openEditor(page, wp)
  await page.evaluate(`wp.data.dispatch('core/block-editor').insertBlocks([wp.blocks.createBlock('guichet/form')])`)
  const block = (await editorCanvas(page)).locator('.wp-block-guichet-form')
  await block.getByLabel('Formulaire', { exact: true }).selectOption('Dépannage')
  const content = await page.evaluate(`wp.data.select('core/editor').getEditedPostContent()`)
  expect(content).toContain(`<!-- wp:guichet/form {"form":"${id}"} /-->`)
})

test('WordPress is offered a newer plugin by Guichet', () => {
  const offered = wp.run<{ package: string; new_version: string } | null>(`
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    $file = WP_PLUGIN_DIR . '/guichet/guichet.php';
    $kept = file_get_contents($file);
    file_put_contents($file, preg_replace('/Version: +[0-9.]+/', 'Version: 0.0.1', $kept));
    add_filter('pre_http_request', fn($answer, $args, $url) => strpos($url, 'api.wordpress.org') === false ? $answer
      : ['response' => ['code' => 200], 'body' => '{"plugins":[],"translations":[],"no_update":[]}', 'headers' => []], 10, 3);
    wp_clean_plugins_cache(); delete_site_transient('update_plugins'); wp_update_plugins();
    file_put_contents($file, $kept);
    echo json_encode(get_site_transient('update_plugins')->response['guichet/guichet.php'] ?? null);`)
  expect(offered).toMatchObject({ package: `${guichet.base}/elements/wordpress/guichet.zip` })
})

test('while Guichet is stopped the page says how else one is reached', async () => {
  await guichet.stop()
  const page = marie()
  await page.goto(address)
  await page.getByText('Par téléphone : 02 41 00 00 00').waitFor()
  await page.getByRole('link', { name: 'sav@thermo.test' }).waitFor()
  await page.getByRole('link', { name: 'Suivre mes demandes' }).waitFor()
})
