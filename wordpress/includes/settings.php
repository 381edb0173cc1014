<?php
/**
 * Settings of the administrator, which are read here only.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

/**
 * The settings that are no secret.
 *
 * @return array{server: string, website: string, verified: bool, scheme: string, page: int, phone: string, email: string}
 *         `server` is an origin without a slash at its end, `website` the id of this site in Guichet; both are empty until
 *         they are set. `scheme`: page, light, dark or auto. `page`: the page with the requests, or 0. `phone` and `email`:
 *         shown while Guichet does not answer.
 */
function guichet_settings(): array {
	$kept = get_option( 'guichet_settings', array() );
	$kept = is_array( $kept ) ? $kept : array();
	return array(
		'server'   => (string) ( $kept['server'] ?? '' ),
		'website'  => (string) ( $kept['website'] ?? '' ),
		'verified' => ! empty( $kept['verified'] ),
		'scheme'   => in_array( $kept['scheme'] ?? '', array( 'light', 'dark', 'auto' ), true ) ? $kept['scheme'] : 'page',
		'page'     => (int) ( $kept['page'] ?? 0 ),
		'phone'    => (string) ( $kept['phone'] ?? '' ),
		'email'    => (string) ( $kept['email'] ?? '' ),
	);
}

/** Whether wp-config.php holds the secret, instead of the database. */
function guichet_secret_is_constant(): bool {
	return defined( 'GUICHET_SECRET' ) && is_string( GUICHET_SECRET ) && '' !== GUICHET_SECRET;
}

/** The secret that this site shares with Guichet; empty when there is none. It is given to no browser. */
function guichet_secret(): string {
	if ( guichet_secret_is_constant() ) {
		return GUICHET_SECRET;
	}
	$kept = get_option( 'guichet_secret', array() );
	return is_array( $kept ) && is_string( $kept['value'] ?? null ) ? $kept['value'] : '';
}

/**
 * Keeps a new secret.
 *
 * It stands in an array, because WordPress's page of all options (wp-admin/options.php) shows texts, and arrays not;
 * and it is not among the options that every page reads.
 */
function guichet_keep_secret( string $secret ): void {
	update_option( 'guichet_secret', array( 'value' => $secret ), false );
}

/**
 * Whether the current user may set the address of Guichet.
 *
 * Pages of the site load scripts from there: in a network, where sites share their accounts, that is for the
 * administrator of the network.
 */
function guichet_may_set_server(): bool {
	return ! is_multisite() || current_user_can( 'manage_network_options' );
}

/** Whether elements can be shown: Guichet's address is known. */
function guichet_has_server(): bool {
	return '' !== guichet_settings()['server'];
}

/** Whether this site can tell Guichet who its users are. */
function guichet_can_sign(): bool {
	$settings = guichet_settings();
	return '' !== $settings['server'] && '' !== $settings['website'] && '' !== guichet_secret();
}

/** The address of the page with the requests; null while none is chosen or it is not published. */
function guichet_portal_page(): ?string {
	$page = guichet_settings()['page'];
	return $page && 'publish' === get_post_status( $page ) ? (string) get_permalink( $page ) : null;
}

/** Where an administrator sets all this. */
function guichet_settings_url(): string {
	return admin_url( 'options-general.php?page=guichet' );
}
