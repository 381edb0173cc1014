/** Returns a date with the French ordinal of the first: “1er déc.”, where `Intl` writes “1 déc.”. */
export function ordinalDay(locale: string, date: string): string {
  return locale.startsWith('en') ? date : date.replace(/(?<!\d)1(?=\s\p{L})/u, '1er')
}
