const longest = 200

/**
 * Makes a file name safe to display and save: the last part of a path, without invisible or direction-changing characters
 * or those that some system forbids, at most 200 characters, keeping the extension.
 */
export function cleanFileName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const seen = last
    .normalize()
    .replace(/[\p{Z}\t\n\v\f\r]/gu, ' ')
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/ +/g, ' ')
  return trimmed(truncate(trimmed(seen))) || 'fichier'
}

const trimmed = (name: string) => name.replace(/^[. ]+|[. ]+$/g, '')

function truncate(name: string): string {
  const characters = [...name]
  if (characters.length <= longest) return name
  const ending = /\.\w{1,12}$/.exec(name)?.[0] ?? ''
  return characters.slice(0, longest - ending.length).join('') + ending
}
