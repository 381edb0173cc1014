<?php
/**
 * Checks the settings that an administrator typed: corrected, or refused with a message.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

/** Registers the settings: WordPress checks the nonce and the capability before it saves them. */
function guichet_register_settings(): void {
	register_setting(
		'guichet',
		'guichet_settings',
		array(
			'type'              => 'array',
			'sanitize_callback' => 'guichet_sanitize_settings',
			'default'           => array(),
		)
	);
}
add_action( 'admin_init', 'guichet_register_settings' );

/**
 * Returns the settings to store. Refused ones stay as they were; a new secret goes to an option of its own.
 *
 * @param mixed $input As it was sent.
 * @return array{server: string, website: string, verified: bool, scheme: string, page: int, phone: string, email: string}
 */
function guichet_sanitize_settings( $input ): array {
	$input = is_array( $input ) ? $input : array();
	$kept  = guichet_settings();
	$server = guichet_may_set_server() ? guichet_sanitize_server( guichet_text( $input, 'server' ) ) : null;
	guichet_take_secret( guichet_text( $input, 'secret' ) );
	return array(
		'server'   => $server ?? $kept['server'],
		'website'  => guichet_sanitize_website( guichet_text( $input, 'website' ) ) ?? $kept['website'],
		'verified' => ! empty( $input['verified'] ),
		'scheme'   => guichet_text( $input, 'scheme' ),
		'page'     => absint( $input['page'] ?? 0 ),
		'phone'    => mb_substr( sanitize_text_field( guichet_text( $input, 'phone' ) ), 0, 40 ),
		'email'    => sanitize_email( guichet_text( $input, 'email' ) ),
	);
}

/** A field that was sent, without the spaces that come with copying. @param array<string, mixed> $input All fields. */
function guichet_text( array $input, string $name ): string {
	return isset( $input[ $name ] ) && is_string( $input[ $name ] ) ? trim( $input[ $name ] ) : '';
}

/** The origin of the address that was given, since that is what Guichet shows; null when it is none. */
function guichet_sanitize_server( string $address ): ?string {
	if ( '' === $address ) {
		return '';
	}
	$origin = guichet_origin_of( esc_url_raw( $address, array( 'http', 'https' ) ) );
	if ( '' === $origin ) {
		guichet_refuse( 'server', __( 'The Guichet address was not saved: it starts with https:// and is shown in Guichet, Settings → Websites.', 'guichet' ) );
		return null;
	}
	return $origin;
}

/** The id of a website of Guichet; null when it is none. */
function guichet_sanitize_website( string $id ): ?string {
	if ( '' !== $id && ! preg_match( '/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i', $id ) ) {
		guichet_refuse( 'website', __( 'The website identifier was not saved: it has 36 characters, such as 01890a5d-ac96-774b-bcce-b302099a8057.', 'guichet' ) );
		return null;
	}
	return strtolower( $id );
}

/** Keeps a new secret, when one was typed. */
function guichet_take_secret( string $secret ): void {
	if ( '' === $secret || guichet_secret_is_constant() ) {
		return;
	}
	if ( ! preg_match( '/^[\x21-\x7e]{32,200}$/', $secret ) ) {
		guichet_refuse( 'secret', __( 'The secret was not saved: copy all of it, as Guichet shows it.', 'guichet' ) );
		return;
	}
	guichet_keep_secret( $secret );
}

/** Says on the page why something was not saved. */
function guichet_refuse( string $field, string $message ): void {
	if ( function_exists( 'add_settings_error' ) ) {
		add_settings_error( 'guichet_settings', 'guichet_' . $field, $message );
	}
}
