<?php
/**
 * Suggested text for the site's privacy policy, offered where WordPress gathers such texts.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

/** Offers the text. */
function guichet_suggest_privacy_text(): void {
	$text = __( 'Our forms and the page with your requests are provided by Guichet, the software in which we manage our clients’ requests. What you write or attach there is sent to it. If you are signed in on this site, Guichet receives your user number, registration date, name, email address and language, so that you can find your requests. It adds no cookies to this site.', 'guichet' );
	wp_add_privacy_policy_content( 'Guichet', '<p>' . esc_html( $text ) . '</p>' );
}
add_action( 'admin_init', 'guichet_suggest_privacy_text' );
