<?php
/**
 * Leaves nothing behind: the plugin keeps two options on each site, and nothing else.
 *
 * @package Guichet
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/** Forgets what the current site has set. */
function guichet_forget_site(): void {
	delete_option( 'guichet_settings' );
	delete_option( 'guichet_secret' );
}

if ( ! is_multisite() ) {
	guichet_forget_site();
	return;
}

$guichet_sites = get_sites(
	array(
		'fields' => 'ids',
		'number' => 0,
	)
);
foreach ( $guichet_sites as $guichet_site ) {
	switch_to_blog( $guichet_site );
	guichet_forget_site();
	restore_current_blog();
}
