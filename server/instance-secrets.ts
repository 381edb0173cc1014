/** Secrets of an installation: one for each kind of thing that is signed or hashed. */
export const instanceSecretNames = [
  'access-links',
  'attachment-links',
  'form-proofs',
  'guest-links',
  'mail-links',
  'sessions',
  'set-up',
] as const
