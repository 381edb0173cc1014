const longest = 200

/**
 * A name that somebody gave to a file, safe to show and to save under: its last part alone, without characters that are
 * not seen or that turn the writing round, nor those that some system refuses; at most 200 characters, its ending kept.
 */
export function cleanFileName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const seen = last
    .normalize()
    .replace(/[\p{Z}\t\n\v\f\r]/gu, ' ')
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/ +/g, ' ')
  return trimmed(shortened(trimmed(seen))) || 'fichier'
}

const trimmed = (name: string) => name.replace(/^[. ]+|[. ]+$/g, '')

function shortened(name: string): string {
  const characters = [...name]
  if (characters.length <= longest) return name
  const ending = /\.\w{1,12}$/.exec(name)?.[0] ?? ''
  return characters.slice(0, longest - ending.length).join('') + ending
}
