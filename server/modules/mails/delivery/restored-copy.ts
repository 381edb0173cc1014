/**
 * SQL that holds mail in a restored copy: waiting mails may have been sent since the backup. An administrator releases
 * them.
 */
export const holdCopiedMail = 'update mail_settings set held = true'
