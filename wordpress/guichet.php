<?php
/**
 * Plugin Name:       Guichet
 * Description:       Shows the forms of your Guichet and your clients' requests in your pages, and recognises the users of this site.
 * Version:           0.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/licenses/MIT
 * Author:            Guichet
 * Update URI:        https://guichet.invalid/wordpress
 * Text Domain:       guichet
 * Domain Path:       /languages
 *
 * The version is written by `npm run wordpress:zip`, here, in readme.txt and in the blocks.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

define( 'GUICHET_VERSION', '0.0.0' );
define( 'GUICHET_DIR', plugin_dir_path( __FILE__ ) );
define( 'GUICHET_URL', plugin_dir_url( __FILE__ ) );
define( 'GUICHET_BASENAME', plugin_basename( __FILE__ ) );

require GUICHET_DIR . 'includes/settings.php';
require GUICHET_DIR . 'includes/token.php';
require GUICHET_DIR . 'includes/token-endpoint.php';
require GUICHET_DIR . 'includes/scripts.php';
require GUICHET_DIR . 'includes/elements.php';
require GUICHET_DIR . 'includes/blocks.php';
require GUICHET_DIR . 'includes/updates.php';

if ( is_admin() ) {
	require GUICHET_DIR . 'includes/admin/sanitize.php';
	require GUICHET_DIR . 'includes/admin/connection.php';
	require GUICHET_DIR . 'includes/admin/fields.php';
	require GUICHET_DIR . 'includes/admin/form-list.php';
	require GUICHET_DIR . 'includes/admin/page.php';
	require GUICHET_DIR . 'includes/admin/privacy.php';
}

/** Reads the translations that come with the plugin. */
function guichet_load_translations(): void {
	load_plugin_textdomain( 'guichet', false, dirname( GUICHET_BASENAME ) . '/languages' );
}
add_action( 'init', 'guichet_load_translations', 1 );
