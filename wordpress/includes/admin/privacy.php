<?php
/**
 * Suggested text for the site's privacy policy, offered where WordPress gathers such texts.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

/** Offers the text. */
function guichet_suggest_privacy_text(): void {
	$text = __( 'Our forms and the page of your requests are provided by Guichet, the program in which we keep our clients’ requests. What you write or attach there is sent to it. If you are signed in on this site, Guichet is told your user number, when you registered, your name, your mail address and your language, so that you find your requests. No cookie is added by it on this site.', 'guichet' );
	wp_add_privacy_policy_content( 'Guichet', '<p>' . esc_html( $text ) . '</p>' );
}
add_action( 'admin_init', 'guichet_suggest_privacy_text' );
