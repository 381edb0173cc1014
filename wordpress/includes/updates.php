<?php
/**
 * Updates: this plugin comes from the Guichet that it is set up for, and so do its newer versions.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

/**
 * Tells WordPress, when it looks for updates, which version Guichet offers.
 *
 * @param array<string, mixed>|false $update What others say.
 * @return array<string, mixed>|false
 */
function guichet_offer_update( $update ) {
	if ( ! guichet_has_server() ) {
		return $update;
	}
	$folder = guichet_settings()['server'] . '/elements/wordpress/';
	$answer = wp_remote_get( $folder . 'update.json', array( 'timeout' => 10 ) );
	if ( is_wp_error( $answer ) || 200 !== wp_remote_retrieve_response_code( $answer ) ) {
		return $update;
	}
	$offered = json_decode( wp_remote_retrieve_body( $answer ), true );
	if ( ! is_array( $offered ) || ! is_string( $offered['version'] ?? null ) ) {
		return $update;
	}
	return array(
		'slug'         => 'guichet',
		'version'      => $offered['version'],
		'url'          => guichet_settings()['server'],
		'package'      => $folder . 'guichet.zip',
		'requires'     => (string) ( $offered['requires'] ?? '' ),
		'requires_php' => (string) ( $offered['requires_php'] ?? '' ),
		'tested'       => (string) ( $offered['tested'] ?? '' ),
	);
}
add_filter( 'update_plugins_guichet.invalid', 'guichet_offer_update' );
