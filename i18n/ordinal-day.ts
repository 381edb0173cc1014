/** A date as it is read aloud: French says “1er déc.” of the first, which `Intl` writes “1 déc.”. */
export function ordinalDay(locale: string, date: string): string {
  return locale.startsWith('en') ? date : date.replace(/(?<!\d)1(?=\s\p{L})/u, '1er')
}
