<?php
/**
 * The blocks: drawn by the server in pages, as a placeholder in the editor.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

/** Registers both blocks and their one script. */
function guichet_register_blocks(): void {
	wp_register_script(
		'guichet-blocks',
		GUICHET_URL . 'blocks/blocks.js',
		array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n' ),
		GUICHET_VERSION,
		true
	);
	wp_set_script_translations( 'guichet-blocks', 'guichet', GUICHET_DIR . 'languages' );
	register_block_type( GUICHET_DIR . 'blocks/form', array( 'render_callback' => 'guichet_render_form_block' ) );
	register_block_type( GUICHET_DIR . 'blocks/portal', array( 'render_callback' => 'guichet_render_portal_block' ) );
}
add_action( 'init', 'guichet_register_blocks' );

/** @param array<string, mixed> $attributes The block's. */
function guichet_render_form_block( array $attributes ): string {
	$form = is_string( $attributes['form'] ?? null ) ? trim( $attributes['form'] ) : '';
	return guichet_wrap_block( guichet_form_element( $form ) );
}

/** The block of the portal, in HTML. */
function guichet_render_portal_block(): string {
	return guichet_wrap_block( guichet_portal_element() );
}

/** Wraps the element with the attributes that the editor adds to a block, its width for one. */
function guichet_wrap_block( string $element ): string {
	return '' === $element ? '' : sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), $element );
}

/** Tells the editor whether Guichet is set up, and where it is done. */
function guichet_tell_editor(): void {
	$told = array(
		'ready'    => guichet_has_server(),
		'forms'    => admin_url( 'admin-ajax.php?action=guichet_forms&_ajax_nonce=' . wp_create_nonce( 'guichet_forms' ) ),
		'settings' => current_user_can( 'manage_options' ) ? guichet_settings_url() : null,
	);
	wp_add_inline_script( 'guichet-blocks', 'window.guichetBlocks = ' . wp_json_encode( $told ) . ';', 'before' );
}
add_action( 'enqueue_block_editor_assets', 'guichet_tell_editor' );
