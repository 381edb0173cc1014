/** A session that was ended since the backup must not live again in its copy: everybody signs in anew. */
export const endCopiedSessions = 'delete from user_session'
