<?php
/**
 * The fields of the settings page.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

/** Declares the fields, in their order. */
function guichet_declare_fields(): void {
	add_settings_section( 'guichet_connection', '', '__return_empty_string', 'guichet' );
	$fields = array(
		'server'   => __( 'Guichet address', 'guichet' ),
		'website'  => __( 'Website identifier', 'guichet' ),
		'secret'   => __( 'Secret', 'guichet' ),
		'verified' => __( 'Email addresses', 'guichet' ),
		'page'     => __( 'Page with the requests', 'guichet' ),
		'phone'    => __( 'Phone', 'guichet' ),
		'email'    => __( 'Email', 'guichet' ),
		'scheme'   => __( 'Colours', 'guichet' ),
	);
	foreach ( $fields as $name => $label ) {
		$options = 'verified' === $name ? array() : array( 'label_for' => 'guichet-' . $name );
		add_settings_field( 'guichet_' . $name, $label, 'guichet_' . $name . '_field', 'guichet', 'guichet_connection', $options );
	}
}
add_action( 'admin_init', 'guichet_declare_fields' );

/** Where Guichet is. */
function guichet_server_field(): void {
	$may_set = guichet_may_set_server();
	printf(
		'<input type="url" class="regular-text code" id="guichet-server" name="guichet_settings[server]" value="%s" placeholder="https://guichet.example.fr" aria-describedby="guichet-server-help"%s />',
		esc_attr( guichet_settings()['server'] ),
		esc_attr( $may_set ? '' : ' readonly' )
	);
	guichet_help(
		'server',
		$may_set
			? __( 'Exactly as shown in Guichet, Settings → Websites.', 'guichet' )
			: __( 'Only the network administrator can change this address.', 'guichet' )
	);
}

/** Shows the field for the site's name at Guichet. */
function guichet_website_field(): void {
	printf(
		'<input type="text" class="regular-text code" id="guichet-website" name="guichet_settings[website]" value="%s" autocomplete="off" spellcheck="false" aria-describedby="guichet-website-help" />',
		esc_attr( guichet_settings()['website'] )
	);
	guichet_help( 'website', __( 'Shown in the same place, next to the name of this site.', 'guichet' ) );
}

/** The secret, which is taken and never shown. */
function guichet_secret_field(): void {
	if ( guichet_secret_is_constant() ) {
		echo '<p><code>GUICHET_SECRET</code> ✓</p>';
		guichet_help( 'secret', __( 'The secret is defined in wp-config.php; change it there.', 'guichet' ) );
		return;
	}
	$kept = '' !== guichet_secret();
	printf(
		'<input type="password" class="regular-text code" id="guichet-secret" name="guichet_settings[secret]" value="" autocomplete="new-password" spellcheck="false" placeholder="%s" aria-describedby="guichet-secret-help" />',
		esc_attr( $kept ? __( 'Replace the secret', 'guichet' ) : '' )
	);
	guichet_help(
		'secret',
		$kept
			? __( 'A secret is saved and will not be shown again. Leave this empty to keep it.', 'guichet' )
			: __( 'Guichet shows it once, when you add this site or renew its secret. You can also define it in wp-config.php: define( \'GUICHET_SECRET\', \'…\' );', 'guichet' )
	);
}

/** Whether Guichet may believe the addresses of this site's users. */
function guichet_verified_field(): void {
	printf(
		'<label for="guichet-verified"><input type="checkbox" id="guichet-verified" name="guichet_settings[verified]" value="1" aria-describedby="guichet-verified-help"%s /> %s</label>',
		checked( guichet_settings()['verified'], true, false ),
		esc_html__( 'Our users’ addresses are verified', 'guichet' )
	);
	guichet_help( 'verified', __( 'Tick this only if nobody can have an account here with an address that is not theirs: every address, and every change of address, is confirmed by email. Guichet then recognises clients by their address on their first visit, if the same box is ticked there. If in doubt, leave it unticked: users then start without earlier requests.', 'guichet' ) );
}

/** The page to which mails of Guichet lead. */
function guichet_page_field(): void {
	wp_dropdown_pages(
		array(
			'name'              => 'guichet_settings[page]',
			'id'                => 'guichet-page',
			'selected'          => guichet_settings()['page'],
			'show_option_none'  => esc_html__( 'None: emails lead to Guichet', 'guichet' ),
			'option_none_value' => '0',
		)
	);
	guichet_help( 'page', __( 'The page with the “Guichet requests” block: emails to this site’s users lead there.', 'guichet' ) );
}

/** Where visitors call while Guichet does not answer. */
function guichet_phone_field(): void {
	printf(
		'<input type="tel" class="regular-text" id="guichet-phone" name="guichet_settings[phone]" value="%s" maxlength="40" aria-describedby="guichet-phone-help" />',
		esc_attr( guichet_settings()['phone'] )
	);
	guichet_help( 'phone', __( 'Shown in place of forms and requests until they load, and while Guichet does not respond.', 'guichet' ) );
}

/** Where visitors write while Guichet does not answer. */
function guichet_email_field(): void {
	printf(
		'<input type="email" class="regular-text" id="guichet-email" name="guichet_settings[email]" value="%s" aria-describedby="guichet-email-help" />',
		esc_attr( guichet_settings()['email'] )
	);
	guichet_help( 'email', __( 'Same, for visitors who prefer to write.', 'guichet' ) );
}

/** Draws the choice of colours. */
function guichet_scheme_field(): void {
	$schemes = array(
		'page'  => __( 'Same as the page', 'guichet' ),
		'light' => __( 'Light', 'guichet' ),
		'dark'  => __( 'Dark', 'guichet' ),
		'auto'  => __( 'Same as the visitor’s device', 'guichet' ),
	);
	echo '<select id="guichet-scheme" name="guichet_settings[scheme]" aria-describedby="guichet-scheme-help">';
	foreach ( $schemes as $scheme => $label ) {
		$chosen = selected( guichet_settings()['scheme'], $scheme, false );
		printf( '<option value="%s"%s>%s</option>', esc_attr( $scheme ), $chosen, esc_html( $label ) );
	}
	echo '</select>';
	guichet_help( 'scheme', __( 'The page’s colours follow the background behind the element. The last choice is for themes with an automatic dark mode.', 'guichet' ) );
}

/** A line of help under a field. */
function guichet_help( string $field, string $text ): void {
	printf( '<p class="description" id="guichet-%s-help">%s</p>', esc_attr( $field ), esc_html( $text ) );
}
