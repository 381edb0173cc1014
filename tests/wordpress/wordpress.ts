import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../../server/platform/embedded-postgres/endpoint.ts'
import { makeDataDir } from '../data-dir.ts'
import { findPhp, findWordpress } from '../programs.ts'
import { database, startMariadb } from './mariadb.ts'

/** Administrator of the site. */
export const webmaster = { login: 'webmestre', password: 'marée-haute-58', email: 'webmestre@boutique.test' }

/** A real WordPress, installed and in French, on a free port: `localhost`, where Guichet is `127.0.0.1`, another site. */
export type Wordpress = Awaited<ReturnType<typeof startWordpress>>

export async function startWordpress() {
  const [php, source] = [findPhp(), findWordpress()]
  if (!php || !source) throw new Error('No WordPress or PHP on this machine: run "node scripts/ensure-debian.ts"')
  const folder = await makeDataDir()
  const site = path.join(folder, 'site')
  const log = path.join(folder, 'php.log')
  const mariadb = await startMariadb(folder)
  const port = await freePort()
  const base = `http://localhost:${port}`

  mkdirSync(site)
  cpSync(source, site, { recursive: true, dereference: true })
  writeFileSync(path.join(site, 'wp-config.php'), configuration({ base, log, database: mariadb.port }))
  const options = ['-d', `error_log=${log}`, '-d', 'sendmail_path=/bin/true']
  const server = spawn(php, [...options, '-S', `127.0.0.1:${port}`, '-t', site], {
    cwd: site,
    // A group of its own: its workers end with it.
    detached: true,
    stdio: 'ignore',
    env: { PATH: process.env.PATH, PHP_CLI_SERVER_WORKERS: '6' },
  })
  const ended = once(server, 'exit')

  /** Runs PHP inside this WordPress. @param code prints JSON @returns what it printed */
  const run = <T>(code: string): T =>
    JSON.parse(
      execFileSync(php, [...options, '-r', `require 'wp-load.php'; ${code}`], { cwd: site, encoding: 'utf8' }),
    ) as T

  const stop = async () => {
    if (server.pid) process.kill(-server.pid, 'SIGKILL')
    await ended
    await mariadb.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  try {
    await install(base)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    base,
    site,
    run,
    /** A page with this content, published: its address. */
    publish: (title: string, content: string) =>
      run<string>(
        `echo json_encode(get_permalink(wp_insert_post(['post_type' => 'page', 'post_status' => 'publish',
          'post_title' => ${quoted(title)}, 'post_content' => ${quoted(content)}])));`,
      ),
    /** Caches the page that strangers get at an address, as plugins for caching do, and returns its address. */
    async cache(address: string) {
      const file = `cache-${new URL(address).pathname.replaceAll(/\W/g, '')}.html`
      writeFileSync(path.join(site, file), await (await fetch(address)).text())
      return `${base}/${file}`
    },
    /** A subscriber: their id. They sign in with their login and the webmaster's password. */
    subscribe: (login: string, email: string) =>
      run<number>(
        `echo json_encode(wp_insert_user(['user_login' => ${quoted(login)}, 'user_email' => ${quoted(email)},
          'user_pass' => ${quoted(webmaster.password)}, 'display_name' => ${quoted(login)}, 'role' => 'subscriber']));`,
      ),
    /** Lists PHP's complaints of files of the plugin. */
    complaints: () =>
      (existsSync(log) ? readFileSync(log, 'utf8') : '').split('\n').filter((line) => line.includes('plugins/guichet')),
    stop,
  }
}

/** A string of PHP. */
export function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`
}

/** Nothing outside this machine is asked for anything. */
function configuration({ base, log, database: port }: { base: string; log: string; database: number }): string {
  const { name, user, password } = database
  const constants = {
    DB_NAME: name,
    DB_USER: user,
    DB_PASSWORD: password,
    DB_HOST: `127.0.0.1:${port}`,
    DB_CHARSET: 'utf8mb4',
    DB_COLLATE: '',
    WP_HOME: base,
    WP_SITEURL: base,
    WPLANG: 'fr_FR',
    WP_DEBUG: true,
    WP_DEBUG_DISPLAY: false,
    WP_DEBUG_LOG: log,
    WP_HTTP_BLOCK_EXTERNAL: true,
    WP_ACCESSIBLE_HOSTS: '127.0.0.1',
    DISABLE_WP_CRON: true,
    AUTOMATIC_UPDATER_DISABLED: true,
    FS_METHOD: 'direct',
  }
  const keys = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((word) => [`${word}_KEY`, `${word}_SALT`])
  const all = { ...constants, ...Object.fromEntries(keys.map((key) => [key, `test of ${key}`])) }
  const lines = Object.entries(all).map(
    ([key, value]) => `define('${key}', ${typeof value === 'string' ? quoted(value) : value});`,
  )
  return `<?php
${lines.join('\n')}
$table_prefix = 'wp_';
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`
}

/** Answers the questions of its installer, once it asks them. */
async function install(base: string): Promise<void> {
  const { login, password, email } = webmaster
  const answers = { weblog_title: 'Boutique', user_name: login, admin_email: email, blog_public: '0', pw_weak: '1' }
  const body = new URLSearchParams({ ...answers, admin_password: password, admin_password2: password })
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(`${base}/wp-admin/install.php?step=2`, { method: 'POST', body }).catch(() => null)
    const text = (await answer?.text()) ?? 'no answer'
    if (text.includes('wp-login.php')) return
    if (attempt > 100) throw new Error(`WordPress was not installed:\n${text}`)
    await delay(100)
  }
}
