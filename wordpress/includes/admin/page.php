<?php
/**
 * The settings page: Settings → Guichet.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

/** Puts the page into the menu, for those who may change settings. */
function guichet_add_page(): void {
	$page = add_options_page( 'Guichet', 'Guichet', 'manage_options', 'guichet', 'guichet_draw_page' );
	add_action( 'load-' . $page, 'guichet_load_page' );
}
add_action( 'admin_menu', 'guichet_add_page' );

/** Loads the scripts and styles of the page. */
function guichet_load_page(): void {
	wp_enqueue_script( 'guichet-settings', GUICHET_URL . 'assets/settings.js', array(), GUICHET_VERSION, true );
}

/** A link to the page in the list of plugins. @param string[] $links Those that are there. */
function guichet_link_settings( array $links ): array {
	$link = sprintf( '<a href="%s">%s</a>', esc_url( guichet_settings_url() ), esc_html__( 'Settings', 'guichet' ) );
	return array_merge( array( 'settings' => $link ), $links );
}
add_filter( 'plugin_action_links_' . GUICHET_BASENAME, 'guichet_link_settings' );

/** The whole page. */
function guichet_draw_page(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	?>
	<div class="wrap">
		<h1>Guichet</h1>
		<p><?php esc_html_e( 'Add this site in Guichet, Settings → Websites, and copy what it shows here.', 'guichet' ); ?></p>
		<form action="options.php" method="post">
			<?php
			settings_fields( 'guichet' );
			do_settings_sections( 'guichet' );
			submit_button();
			?>
		</form>
		<?php
		guichet_draw_check();
		guichet_draw_usage();
		?>
	</div>
	<?php
}

/** The connection test; its script runs it by itself after saving. */
function guichet_draw_check(): void {
	?>
	<h2><?php esc_html_e( 'Connection', 'guichet' ); ?></h2>
	<p class="description"><?php esc_html_e( 'This server asks Guichet whether it knows the site, using the saved settings.', 'guichet' ); ?></p>
	<p>
		<button type="button" class="button" id="guichet-check"
			data-url="<?php echo esc_url( admin_url( 'admin-ajax.php' ) ); ?>"
			data-nonce="<?php echo esc_attr( wp_create_nonce( 'guichet_check' ) ); ?>"
			data-ready="<?php echo guichet_can_sign() ? '1' : ''; ?>"
			data-asking="<?php esc_attr_e( 'Asking Guichet…', 'guichet' ); ?>"
			data-lost="<?php esc_attr_e( 'WordPress did not respond: reload the page and try again.', 'guichet' ); ?>"
		><?php esc_html_e( 'Test the connection', 'guichet' ); ?></button>
	</p>
	<div id="guichet-check-result" role="status"></div>
	<?php
}

/** How the elements come into pages. */
function guichet_draw_usage(): void {
	?>
	<h2><?php esc_html_e( 'In your pages', 'guichet' ); ?></h2>
	<p><?php esc_html_e( 'In the editor, add the “Guichet form” or “Guichet requests” block. Elsewhere, use a shortcode:', 'guichet' ); ?></p>
	<ul class="ul-disc">
		<li><code>[guichet_form id="…"]</code> <?php esc_html_e( 'shows a form; its identifier is in Guichet, Settings → Forms.', 'guichet' ); ?></li>
		<li><code>[guichet_portal]</code> <?php esc_html_e( 'shows visitors their own requests: users who are signed in here are recognised, others receive a link by email.', 'guichet' ); ?></li>
	</ul>
	<?php
}
