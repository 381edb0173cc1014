/** Separator of facts in one line of text. It may end a line, and never begins one. */
export const dot = '\u00a0· '
