/** Minimum shape of a mail address, checked by pages before they send; the contract is stricter. */
export const emailShape = /^\S+@\S+\.\S+$/
