/** What was ended or used up since the backup must not live again in its copy: everybody signs in anew. */
export const endCopiedSessions = 'delete from user_session; delete from access_link'

/** Rows that a backup keeps: no session and no link that ends. */
export const keptAccess = { user_session: 'false', access_link: 'false', user_verification: 'false' }

/** Authenticator apps and recovery codes can no longer be read without their key. */
export const loseSecondFactors = 'delete from two_factor; update user_account set two_factor_enabled = false'
