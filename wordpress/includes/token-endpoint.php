<?php
/**
 * Where an element asks who is there: POST wp-admin/admin-ajax.php?action=guichet_token.
 *
 * A page may come from a cache, the same for everybody, so it can hold no nonce. The call changes nothing, and what
 * guards its answer is that no other site can make it and read it: a header of its own, which a foreign page may only
 * send after a preflight that WordPress does not grant, and the origin, which the browser writes.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

add_action( 'wp_ajax_guichet_token', 'guichet_answer_token' );
add_action( 'wp_ajax_nopriv_guichet_token', 'guichet_answer_token' );

/** Answers `{"token": "…"}` for the user who is signed in here, `{"token": null}` for anybody else. */
function guichet_answer_token(): void {
	add_filter( 'nocache_headers', 'guichet_never_keep' );
	// WordPress lets other origins read what it answers here: those of its own address by http, and what plugins add.
	header_remove( 'Access-Control-Allow-Origin' );
	header_remove( 'Access-Control-Allow-Credentials' );

	if ( 'POST' !== guichet_request( 'REQUEST_METHOD' ) || ! guichet_asked_from_here() ) {
		wp_send_json( array( 'error' => 'forbidden' ), 403 );
	}
	$user = guichet_signed_in_user();
	wp_send_json( array( 'token' => $user ? guichet_user_token( $user ) : null ) );
}

/**
 * WordPress sends these headers with each answer of its own; what it says by itself lets a cache keep a copy.
 *
 * @param array<string, string> $headers Those of WordPress.
 */
function guichet_never_keep( array $headers ): array {
	return array( 'Cache-Control' => 'no-store, private' ) + $headers;
}

/** Whether a page of this very site is asking, through its element. */
function guichet_asked_from_here(): bool {
	if ( '1' !== guichet_request( 'HTTP_X_GUICHET' ) ) {
		return false;
	}
	$relation = guichet_request( 'HTTP_SEC_FETCH_SITE' );
	if ( '' !== $relation && 'same-origin' !== $relation ) {
		return false;
	}
	$origin = guichet_request( 'HTTP_ORIGIN' );
	return '' === $origin || in_array( strtolower( $origin ), guichet_own_origins(), true );
}

/**
 * The origins under which this site is known: those of its settings, and the one by which it was just reached.
 *
 * @return string[]
 */
function guichet_own_origins(): array {
	$scheme  = is_ssl() ? 'https://' : 'http://';
	$origins = array( $scheme . strtolower( guichet_request( 'HTTP_HOST' ) ) );
	foreach ( array( home_url(), site_url() ) as $url ) {
		$origins[] = guichet_origin_of( $url );
	}
	return $origins;
}

/** The origin of an address, as a browser writes it; empty when it has none. */
function guichet_origin_of( string $url ): string {
	$parts = wp_parse_url( $url );
	if ( empty( $parts['scheme'] ) || empty( $parts['host'] ) ) {
		return '';
	}
	$scheme = strtolower( $parts['scheme'] );
	$usual  = array(
		'http'  => 80,
		'https' => 443,
	);
	$port   = $parts['port'] ?? null;
	$suffix = $port && ( $usual[ $scheme ] ?? 0 ) !== $port ? ':' . $port : '';
	return $scheme . '://' . strtolower( $parts['host'] ) . $suffix;
}

/** The user who is signed in and belongs to this site: in a network, accounts are shared and members are not. */
function guichet_signed_in_user(): ?WP_User {
	$user = wp_get_current_user();
	if ( ! $user->exists() || ( is_multisite() && ! is_user_member_of_blog( $user->ID ) ) ) {
		return null;
	}
	return $user;
}

/** Returns a value of the request; empty when the web server has none. */
function guichet_request( string $name ): string {
	return isset( $_SERVER[ $name ] ) && is_string( $_SERVER[ $name ] ) ? trim( wp_unslash( $_SERVER[ $name ] ) ) : '';
}
