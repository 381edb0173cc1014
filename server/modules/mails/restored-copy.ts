/** What waited in the backup may have been sent since: a copy sends nothing until an administrator says so. */
export const holdCopiedMail = 'update mail_settings set held = true'
