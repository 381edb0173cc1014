<?php
/**
 * The forms of Guichet, from which the editor of a page chooses.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

/** Answers the block: `{"items": [{"id": "…", "name": "…"}]}`, or null in their place when Guichet does not say. */
function guichet_answer_forms(): void {
	check_ajax_referer( 'guichet_forms' );
	if ( ! current_user_can( 'edit_posts' ) ) {
		wp_send_json( array( 'error' => 'forbidden' ), 403 );
	}
	wp_send_json( array( 'items' => guichet_list_forms() ) );
}
add_action( 'wp_ajax_guichet_forms', 'guichet_answer_forms' );

/** Asks Guichet for its forms; null when it does not say. */
function guichet_list_forms(): ?array {
	if ( ! guichet_can_sign() ) {
		return null;
	}
	$answer = wp_remote_post(
		guichet_settings()['server'] . '/api/websites/forms',
		array(
			'timeout'     => 10,
			'redirection' => 0,
			'headers'     => array( 'Content-Type' => 'application/json' ),
			'body'        => wp_json_encode( array( 'token' => guichet_site_token( 'forms' ) ) ),
		)
	);
	if ( is_wp_error( $answer ) || 200 !== wp_remote_retrieve_response_code( $answer ) ) {
		return null;
	}
	$told = json_decode( wp_remote_retrieve_body( $answer ), true );
	return is_array( $told['items'] ?? null ) ? $told['items'] : null;
}
