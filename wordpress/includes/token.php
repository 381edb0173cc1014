<?php
/**
 * The site token: a JWT that says who somebody is, for two minutes and one use.
 *
 * @package Guichet
 */

defined( 'ABSPATH' ) || exit;

/** How long a token may be used, in seconds; Guichet accepts five minutes at most. */
const GUICHET_TOKEN_LIFE = 120;

/** A token by which Guichet recognises a user of this site, or null while the site is not set up for it. */
function guichet_user_token( WP_User $user ): ?string {
	if ( ! guichet_can_sign() ) {
		return null;
	}
	$claims = array(
		'purpose'        => 'portal',
		'sub'            => guichet_user_subject( $user ),
		// What this plugin sent before: users keep their requests.
		'former_sub'     => (string) $user->ID,
		'since'          => guichet_user_since( $user ),
		// WordPress keeps names escaped for HTML.
		'name'           => mb_substr( wp_specialchars_decode( $user->display_name, ENT_QUOTES ), 0, 200 ),
		'email_verified' => false,
	);
	if ( is_email( $user->user_email ) ) {
		$claims['email']          = $user->user_email;
		$claims['email_verified'] = guichet_email_is_verified( $user );
	}
	$language = substr( get_user_locale( $user ), 0, 2 );
	if ( in_array( $language, array( 'fr', 'en' ), true ) ) {
		$claims['locale'] = $language;
	}
	return guichet_sign( $claims );
}

/** The number of a user and when they registered: a number that is given again later is somebody else's. */
function guichet_user_subject( WP_User $user ): string {
	return $user->ID . '@' . guichet_user_since( $user );
}

/** When a user registered, in seconds since 1970; 0 when WordPress does not know. */
function guichet_user_since( WP_User $user ): int {
	return max( 0, (int) strtotime( $user->user_registered . ' UTC' ) );
}

/** Whether this user has shown that the address is theirs: as the site's administrator says, unless a plugin knows better. */
function guichet_email_is_verified( WP_User $user ): bool {
	/**
	 * Filters whether the mail address of a user is known to be theirs.
	 *
	 * @param bool    $verified What the settings say of all users.
	 * @param WP_User $user     The user.
	 */
	return (bool) apply_filters( 'guichet_email_verified', guichet_settings()['verified'], $user );
}

/** A token by which Guichet tells whether address, id, secret and clock are right. It signs nobody in. */
function guichet_check_token(): string {
	return guichet_site_token( 'check' );
}

/** A token of the site itself, for one purpose: `check` or `forms`. It signs nobody in. */
function guichet_site_token( string $purpose ): string {
	return guichet_sign(
		array(
			'purpose'    => $purpose,
			'sub'        => (string) get_current_user_id(),
			'portal_url' => guichet_portal_page(),
		)
	);
}

/**
 * Signs claims with the site's secret, by HS256.
 *
 * @param array<string, string|bool|int|null> $claims What this token says; who issues it, for whom and until when is added.
 */
function guichet_sign( array $claims ): string {
	$settings = guichet_settings();
	$now      = time();
	$claims  += array(
		'iss' => $settings['website'],
		'aud' => $settings['server'],
		'iat' => $now,
		'exp' => $now + GUICHET_TOKEN_LIFE,
		'jti' => guichet_base64url( random_bytes( 18 ) ),
	);
	$header   = array(
		'alg' => 'HS256',
		'typ' => 'guichet-site+jwt',
	);
	$signed   = guichet_base64url( wp_json_encode( $header ) ) . '.' . guichet_base64url( wp_json_encode( $claims ) );
	return $signed . '.' . guichet_base64url( hash_hmac( 'sha256', $signed, guichet_secret(), true ) );
}

/** Bytes as a JWT writes them. */
function guichet_base64url( string $bytes ): string {
	return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
}
