<?php
/**
 * The elements' scripts, modules that Guichet serves: from WordPress 6.5 on as WordPress does it, before by hand.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

/** Loads what an element needs in this page, once. @param string $element `form` or `portal`. */
function guichet_enqueue_element( string $element ): void {
	guichet_enqueue_style();
	$handle = 'guichet-' . $element;
	$source = guichet_settings()['server'] . '/elements/' . $element . '.js';
	if ( function_exists( 'wp_enqueue_script_module' ) ) {
		wp_enqueue_script_module( $handle, $source, array(), null );
		return;
	}
	// No version: the address is stable, and Guichet says how long it may be kept.
	wp_enqueue_script( $handle, $source, array(), null, true );
}

/** The theme's background shows; whatever a theme says of the elements itself comes before. */
function guichet_enqueue_style(): void {
	if ( wp_style_is( 'guichet' ) ) {
		return;
	}
	wp_register_style( 'guichet', false, array(), GUICHET_VERSION );
	wp_enqueue_style( 'guichet' );
	wp_add_inline_style( 'guichet', ':where(guichet-form, guichet-portal) { --bg: transparent; }' );
}

/** Writes the tag of an element's script as that of a module, which WordPress learnt in 6.5. */
function guichet_module_tag( string $tag, string $handle, string $source ): string {
	if ( ! in_array( $handle, array( 'guichet-form', 'guichet-portal' ), true ) ) {
		return $tag;
	}
	return wp_get_script_tag(
		array(
			'type' => 'module',
			'src'  => $source,
			'id'   => $handle . '-js',
		)
	);
}
add_filter( 'script_loader_tag', 'guichet_module_tag', 10, 3 );
