/** SQL that signs out agents in a restored copy, where ended sessions and used links would be valid again. */
export const endCopiedSessions = 'delete from user_session; delete from access_link'

/** Conditions for the rows that a backup includes: no sessions and no temporary links. */
export const accessInBackup = { user_session: 'false', access_link: 'false', user_verification: 'false' }

/** SQL that deletes authenticator apps and recovery codes, which cannot be decrypted without the secret key. */
export const deleteSecondFactors = 'delete from two_factor; update user_account set two_factor_enabled = false'
