import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWordpressZip } from '../../scripts/wordpress/zip.ts'
import { startWordpress, type Wordpress } from './wordpress.ts'

/** A network of two sites, which share their accounts and not their members, nor what the plugin keeps. */
let wp: Wordpress
let host: string

/** Runs PHP on one of its sites. @param site 1, or 2 at /atelier/ */
const on = <T>(site: 1 | 2, code: string) => wp.run<T>(`switch_to_blog(${site}); ${code}`)

beforeAll(async () => {
  wp = await startWordpress()
  host = new URL(wp.base).host
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(await buildWordpressZip())))) {
    const file = path.join(wp.site, 'wp-content/plugins', name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
  wp.run(`global $wpdb; require_once ABSPATH . 'wp-admin/includes/upgrade.php';
    foreach ($wpdb->tables('ms_global') as $table => $prefixed) $wpdb->$table = $prefixed;
    install_network(); populate_network(1, '${host}', 'webmestre@boutique.test', 'Réseau', '/', false); echo 'null';`)
  const config = path.join(wp.site, 'wp-config.php')
  const network = `define('MULTISITE', true); define('SUBDOMAIN_INSTALL', false); define('DOMAIN_CURRENT_SITE', '${host}');
    define('PATH_CURRENT_SITE', '/'); define('SITE_ID_CURRENT_SITE', 1); define('BLOG_ID_CURRENT_SITE', 1);
    $_SERVER += ['HTTP_HOST' => '${host}', 'REQUEST_URI' => '/'];`
  writeFileSync(config, readFileSync(config, 'utf8').replace('$table_prefix', `${network}\n$table_prefix`))
  wp.run(`wpmu_create_blog('${host}', '/atelier/', 'Atelier', 1); require_once ABSPATH . 'wp-admin/includes/plugin.php';
    activate_plugin('guichet/guichet.php', '', true); echo 'null';`)
})

afterAll(async () => wp?.stop())

test('each site has its own settings, and recognises its own members only', () => {
  const marie = wp.subscribe('marie', 'marie@dupont.test')
  for (const [site, id] of [
    [1, '01890a5d-ac96-774b-bcce-b302099a8057'],
    [2, '01890a5d-ac96-774b-bcce-b302099a8058'],
  ] as const)
    on(
      site,
      `guichet_keep_secret(str_repeat('${site}', 43));
      update_option('guichet_settings', ['server' => 'https://guichet.test', 'website' => '${id}']); echo 'null';`,
    )
  const recognised = (site: 1 | 2) =>
    on<boolean>(site, `wp_set_current_user(${marie}); echo json_encode(guichet_signed_in_user() !== null);`)
  expect([recognised(1), recognised(2)]).toEqual([true, false])
  on(2, `add_user_to_blog(2, ${marie}, 'subscriber'); echo 'null';`)
  expect(recognised(2)).toBe(true)
  const secret = (site: 1 | 2) => on<string>(site, 'echo json_encode(guichet_secret());')
  expect([secret(1), secret(2)]).toEqual(['1'.repeat(43), '2'.repeat(43)])
})

test('only the administrator of the network sets the address of Guichet', () => {
  const paul = wp.subscribe('paul', 'paul@atelier.test')
  on(2, `add_user_to_blog(2, ${paul}, 'administrator'); echo 'null';`)
  const save = (user: number) =>
    on<{ server: string; scheme: string }>(
      2,
      `wp_set_current_user(${user}); require_once ABSPATH . 'wp-admin/includes/admin.php'; set_current_screen('options');
      foreach (glob(WP_PLUGIN_DIR . '/guichet/includes/admin/*.php') as $file) require_once $file;
      guichet_register_settings();
      update_option('guichet_settings', ['server' => 'https://ailleurs.test', 'website' => '', 'scheme' => 'dark']);
      echo json_encode(guichet_settings());`,
    )
  expect(save(paul)).toMatchObject({ server: 'https://guichet.test', scheme: 'dark' })
  const field = on<string>(
    2,
    `wp_set_current_user(${paul}); foreach (glob(WP_PLUGIN_DIR . '/guichet/includes/admin/*.php') as $file) require_once $file;
    ob_start(); guichet_server_field(); echo json_encode(ob_get_clean());`,
  )
  expect(field).toContain('readonly')
  expect(save(1)).toMatchObject({ server: 'https://ailleurs.test' })
})

test('deleted from the network, it leaves nothing on any of its sites', () => {
  const left = wp.run<string[]>(`require_once ABSPATH . 'wp-admin/includes/plugin.php';
    deactivate_plugins('guichet/guichet.php', false, true); uninstall_plugin('guichet/guichet.php'); global $wpdb;
    $names = fn($table, $name) => $wpdb->get_col("select $name from $table where $name like '%guichet%'");
    echo json_encode(array_merge($names('wp_options', 'option_name'), $names('wp_2_options', 'option_name'),
      $names('wp_sitemeta', 'meta_key'), $names('wp_usermeta', 'meta_key')));`)
  expect(left).toEqual([])
})
