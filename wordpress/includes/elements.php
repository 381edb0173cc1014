<?php
/**
 * The two elements, and the shortcodes that show them. Nothing in them depends on who looks: the page may be cached.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

add_shortcode( 'guichet_form', 'guichet_form_shortcode' );
add_shortcode( 'guichet_portal', 'guichet_portal_element' );

/** `[guichet_form id="…"]`. @param array<string, string>|string $attributes As WordPress gives them. */
function guichet_form_shortcode( $attributes ): string {
	$attributes = shortcode_atts( array( 'id' => '' ), $attributes, 'guichet_form' );
	return guichet_form_element( trim( (string) $attributes['id'] ) );
}

/** The form of this id, in HTML. */
function guichet_form_element( string $form ): string {
	if ( '' === $form ) {
		return guichet_hint( __( 'This form has no identifier yet: copy it from Guichet, Settings → Forms.', 'guichet' ) );
	}
	return guichet_element( 'form', array( 'form' => $form ), '' );
}

/** The requests of whoever looks, in HTML. */
function guichet_portal_element(): string {
	$link = sprintf(
		'<p><a href="%s">%s</a></p>',
		esc_url( guichet_settings()['server'] . '/portail/' ),
		esc_html__( 'Follow my requests', 'guichet' )
	);
	return guichet_element( 'portal', array(), $link );
}

/**
 * An element, with what it needs to find Guichet and to ask who is there.
 *
 * @param string                $element    `form` or `portal`.
 * @param array<string, string> $attributes What is its own.
 * @param string                $link       HTML of a link that leads to the same place, if there is one.
 */
function guichet_element( string $element, array $attributes, string $link ): string {
	if ( ! guichet_has_server() ) {
		return guichet_hint( __( 'Guichet is not set up yet: Settings → Guichet.', 'guichet' ) );
	}
	guichet_enqueue_element( $element );
	$attributes += array( 'server' => guichet_settings()['server'] );
	if ( guichet_can_sign() ) {
		$attributes += array( 'token-url' => guichet_token_url() );
	}
	// Without it, the element goes by the background on which it stands.
	if ( 'page' !== guichet_settings()['scheme'] ) {
		$attributes += array( 'data-theme' => guichet_settings()['scheme'] );
	}
	$written = '';
	foreach ( $attributes as $name => $value ) {
		$written .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
	}
	return sprintf( '<guichet-%1$s%2$s>%3$s</guichet-%1$s>', $element, $written, guichet_fallback( $link ) );
}

/** How else one reaches us: shown until the element is there, and when Guichet is down or slow. */
function guichet_fallback( string $link ): string {
	$settings = guichet_settings();
	$ways     = '';
	if ( '' !== $settings['phone'] ) {
		$tel   = sprintf( '<a href="tel:%s">%s</a>', esc_attr( preg_replace( '/[^+\d]/', '', $settings['phone'] ) ), esc_html( $settings['phone'] ) );
		/* translators: %s: a telephone number. */
		$ways .= '<p>' . sprintf( esc_html__( 'By phone: %s', 'guichet' ), $tel ) . '</p>';
	}
	if ( '' !== $settings['email'] ) {
		$mail  = sprintf( '<a href="mailto:%s">%s</a>', esc_attr( $settings['email'] ), esc_html( $settings['email'] ) );
		/* translators: %s: a mail address. */
		$ways .= '<p>' . sprintf( esc_html__( 'By email: %s', 'guichet' ), $mail ) . '</p>';
	}
	return '<div class="guichet-fallback">' . $ways . $link . '</div>';
}

/** Where the elements ask who is there: on the page's own origin, whatever name the site was reached by. */
function guichet_token_url(): string {
	return wp_make_link_relative( admin_url( 'admin-ajax.php' ) ) . '?action=guichet_token';
}

/** Returns a hint of what is missing for administrators; visitors see nothing. */
function guichet_hint( string $text ): string {
	return current_user_can( 'edit_posts' ) ? '<p><em>' . esc_html( $text ) . '</em></p>' : '';
}
