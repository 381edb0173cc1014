/** Minimum shape of a mail address. Pages ask again for anything else before they send; the contract is stricter. */
export const emailShape = /^\S+@\S+\.\S+$/
