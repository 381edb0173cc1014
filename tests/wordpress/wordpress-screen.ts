import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openPage, type Seat } from '../browser.ts'
import { quoted, type Wordpress, webmaster } from './wordpress.ts'

/** WordPress as its administrator and its users find it, and what their hands do there. */

/** The only hosts that its pages reach: those of the test. */
export const noWayOut = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'

/** Signs somebody in to WordPress at a browser of their own. */
export async function signInToWordpress(browser: Browser, wp: Wordpress, login = webmaster.login): Promise<Seat> {
  const seat = await openPage(browser, wp.base)
  await seat.page.goto('/wp-login.php')
  // Its script takes the focus for the name a moment after the page is there, from whoever types elsewhere.
  await seat.page.locator('#user_login:focus').waitFor()
  await seat.page.locator('#user_login').fill(login)
  await seat.page.locator('#user_pass').fill(webmaster.password)
  await seat.page.locator('#wp-submit').click()
  await seat.page.waitForURL(/wp-admin/)
  // The page of a profile complains when it is left before.
  await scriptsBegun(seat.page)
  return seat
}

/** Resolves once the scripts of a page of its administration heed what is done there. */
export async function scriptsBegun(page: Page): Promise<void> {
  await page.evaluate('new Promise((begun) => jQuery(() => begun()))')
}

/** Uploads the zip in Plugins → Add New, and activates it. */
export async function installPlugin(page: Page, zip: string): Promise<void> {
  await page.goto('/wp-admin/plugin-install.php?tab=upload')
  await page.locator('#pluginzip').setInputFiles(zip)
  await page.locator('#install-plugin-submit').click()
  await page.getByRole('link', { name: 'Activate Plugin' }).click()
  await page.locator('tr[data-slug="guichet"].active').waitFor()
}

type Keys = { server: string; website: string; secret?: string }

/** Saves the settings; the connection is tested by itself. @returns what the page says of it */
export async function setUpPlugin(page: Page, { server, website, secret }: Keys): Promise<string> {
  await page.goto('/wp-admin/options-general.php?page=guichet')
  await page.getByLabel('Adresse de Guichet').fill(server)
  await page.getByLabel('Identifiant de ce site').fill(website)
  if (secret) await page.getByLabel('Secret').fill(secret)
  await page.locator('#submit').click()
  const result = page.locator('#guichet-check-result .notice:not(.notice-info)')
  await result.waitFor()
  return (await result.innerText()).replaceAll('\u00a0', ' ')
}

/** Returns the answer of the token endpoint to a page of this browser. */
export async function askToken(page: Page): Promise<string | null> {
  const answer = await page.evaluate<{ token: string | null }>(
    `fetch('/wp-admin/admin-ajax.php?action=guichet_token', {
      method: 'POST', headers: { 'X-Guichet': '1' }, credentials: 'same-origin',
    }).then((answer) => answer.json())`,
  )
  return answer.token
}

/** The cookies of a browser, as a program sends them. */
export async function cookieOf(context: BrowserContext, base: string): Promise<string> {
  const cookies = await context.cookies(`${base}/wp-admin/`)
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** Opens the editor on a new page, without the greetings that WordPress lays over it. */
export async function openEditor(page: Page, wp: Wordpress): Promise<void> {
  wp.run(`
    $preferences = [
      'core' => ['enableChoosePatternModal' => false, 'welcomeGuide' => false],
      'core/edit-post' => ['welcomeGuide' => false],
      '_modified' => gmdate('c'),
    ];
    $id = get_user_by('login', ${quoted(webmaster.login)})->ID;
    global $wpdb;
    echo json_encode(update_user_meta($id, $wpdb->get_blog_prefix() . 'persisted_preferences', $preferences));`)
  await page.goto('/wp-admin/post-new.php?post_type=page')
  // Blocks that are inserted before the editor has opened its page are dropped when it does.
  await page.waitForFunction(`window.wp?.data?.select('core/editor')?.__unstableIsEditorReady()`)
}

/** Where the editor of pages shows the blocks: the page itself, or a frame of its own in newer WordPress. */
export async function editorCanvas(page: Page): Promise<Frame> {
  const find = async () => {
    for (const frame of page.frames())
      if (
        await frame
          .locator('.wp-block-guichet-form')
          .count()
          .catch(() => 0)
      )
        return frame
    return null
  }
  await expect.poll(find, { timeout: 10_000 }).not.toBeNull()
  return (await find()) as Frame
}
