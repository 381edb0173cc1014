<?php
/**
 * The connection test: this server asks Guichet, and says in words what came of it.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

/** How far the clocks may be apart, in seconds: Guichet forgives as much. */
const GUICHET_CLOCK_SKEW = 60;

/** Errors of cURL about TLS or its certificates. */
const GUICHET_TLS_ERRORS = array( 35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91 );

/** Answers the button of the settings page: `{"ok": bool, "message": "…"}`. */
function guichet_answer_check(): void {
	check_ajax_referer( 'guichet_check' );
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_send_json( array( 'error' => 'forbidden' ), 403 );
	}
	wp_send_json( guichet_check_connection() );
}
add_action( 'wp_ajax_guichet_check', 'guichet_answer_check' );

/**
 * Asks Guichet whether it knows this site.
 *
 * @return array{ok: bool, message: string}
 */
function guichet_check_connection(): array {
	if ( ! guichet_can_sign() ) {
		return guichet_failed( __( 'Fill in the address, the identifier and the secret, and save them first.', 'guichet' ) );
	}
	$answer = wp_remote_post(
		guichet_settings()['server'] . '/api/websites/check',
		array(
			'timeout'     => 10,
			'redirection' => 0,
			'headers'     => array( 'Content-Type' => 'application/json' ),
			'body'        => wp_json_encode( array( 'token' => guichet_check_token() ) ),
		)
	);
	if ( is_wp_error( $answer ) ) {
		return guichet_explain_silence( $answer );
	}
	if ( 200 !== wp_remote_retrieve_response_code( $answer ) ) {
		return guichet_explain_refusal( $answer );
	}
	return guichet_explain_success( wp_remote_retrieve_body( $answer ) );
}

/**
 * Why there was no answer at all.
 *
 * @return array{ok: bool, message: string}
 */
function guichet_explain_silence( WP_Error $error ): array {
	$detail = $error->get_error_message();
	$number = preg_match( '/cURL error (\d+)/', $detail, $found ) ? (int) $found[1] : 0;
	$server = guichet_settings()['server'];
	if ( in_array( $number, GUICHET_TLS_ERRORS, true ) || false !== stripos( $detail, 'certificate' ) ) {
		/* translators: 1: address of Guichet, 2: technical message */
		return guichet_failed( sprintf( __( 'The secure connection to %1$s failed: this server does not trust its certificate, or there is no TLS at that address. (%2$s)', 'guichet' ), $server, $detail ) );
	}
	/* translators: 1: address of Guichet, 2: technical message */
	return guichet_failed( sprintf( __( 'Guichet does not respond at %1$s: check the address, and that this server can reach it. (%2$s)', 'guichet' ), $server, $detail ) );
}

/**
 * Why Guichet, or whatever stands at its address, said no.
 *
 * @param array<string, mixed> $answer Its answer.
 * @return array{ok: bool, message: string}
 */
function guichet_explain_refusal( array $answer ): array {
	$status = (int) wp_remote_retrieve_response_code( $answer );
	$server = guichet_settings()['server'];
	$apart  = guichet_clock_ahead( $answer );
	if ( 401 === $status && abs( $apart ) > GUICHET_CLOCK_SKEW ) {
		$said = $apart > 0
			/* translators: %s: a length of time, such as "5 minutes" */
			? __( 'This server’s clock is %s ahead of Guichet’s, so tokens are rejected. Correct it, or ask your host to.', 'guichet' )
			/* translators: %s: a length of time, such as "5 minutes" */
			: __( 'This server’s clock is %s behind Guichet’s, so tokens are rejected. Correct it, or ask your host to.', 'guichet' );
		return guichet_failed( sprintf( $said, human_time_diff( 0, abs( $apart ) ) ) );
	}
	if ( 401 === $status ) {
		return guichet_failed( __( 'Guichet responds, but rejects this site: the secret, the identifier or the address differs from the one it shows. Settings → Websites in Guichet says why, under “Token rejected”.', 'guichet' ) );
	}
	if ( $status >= 300 && $status < 400 ) {
		/* translators: 1: address that was set, 2: address to which it leads */
		return guichet_failed( sprintf( __( '%1$s redirects to another address, %2$s: use the one that Guichet shows.', 'guichet' ), $server, wp_remote_retrieve_header( $answer, 'location' ) ) );
	}
	if ( 429 === $status ) {
		return guichet_failed( __( 'Too many tests: try again in a minute.', 'guichet' ) );
	}
	if ( $status >= 500 ) {
		/* translators: %d: HTTP status */
		return guichet_failed( sprintf( __( 'Guichet can be reached but is not working at the moment (%d): try again in a minute.', 'guichet' ), $status ) );
	}
	/* translators: 1: address that was set, 2: HTTP status */
	return guichet_failed( sprintf( __( 'The server at %1$s is not Guichet, or an older version of it (%2$d).', 'guichet' ), $server, $status ) );
}

/** How many seconds this server's clock is ahead of the one that answered. @param array<string, mixed> $answer Its answer. */
function guichet_clock_ahead( array $answer ): int {
	$theirs = strtotime( (string) wp_remote_retrieve_header( $answer, 'date' ) );
	return $theirs ? time() - $theirs : 0;
}

/**
 * Returns Guichet's answer about this site.
 *
 * @param string $body Its answer.
 * @return array{ok: bool, message: string}
 */
function guichet_explain_success( string $body ): array {
	$said   = json_decode( $body, true );
	$server = guichet_settings()['server'];
	if ( ! is_array( $said ) || ! is_string( $said['website'] ?? null ) || ! is_string( $said['organisation'] ?? null ) ) {
		/* translators: 1: address that was set, 2: HTTP status */
		return guichet_failed( sprintf( __( 'The server at %1$s is not Guichet, or an older version of it (%2$d).', 'guichet' ), $server, 200 ) );
	}
	if ( 0 === strpos( home_url(), 'https:' ) && 0 === strpos( $server, 'http:' ) ) {
		return guichet_failed( __( 'This server can reach Guichet, but browsers cannot: https pages load nothing from http addresses. Guichet needs an https address.', 'guichet' ) );
	}
	return array(
		'ok'      => true,
		/* translators: 1: name of the company, 2: name of this site in Guichet */
		'message' => sprintf( __( 'Connected: %1$s’s Guichet knows this site as “%2$s”.', 'guichet' ), $said['organisation'], $said['website'] ),
	);
}

/**
 * A test that failed.
 *
 * @return array{ok: bool, message: string}
 */
function guichet_failed( string $message ): array {
	return array(
		'ok'      => false,
		'message' => $message,
	);
}
