import type { MessageKey, Translate } from '../i18n.tsx'

/** “340 ko”, “1,2 Mo” */
export function sizeText(t: Translate, bytes: number, language: string): string {
  const [unit, by] = bytes < 1_000 ? ['bytes', 1] : bytes < 999_500 ? ['kilobytes', 1e3] : ['megabytes', 1e6]
  const value = bytes / Number(by)
  const size = value.toLocaleString(language, { maximumFractionDigits: unit === 'megabytes' && value < 10 ? 1 : 0 })
  return t(`files.${unit as 'bytes'}`, { size })
}

const kinds: [RegExp, MessageKey][] = [
  [/^image\//, 'fileType.image'],
  [/^video\//, 'fileType.video'],
  [/^audio\//, 'fileType.audio'],
  [/pdf$/, 'fileType.pdf'],
  [/wordprocessingml|msword|opendocument\.text|\/rtf$/, 'fileType.document'],
  [/spreadsheetml|ms-excel|opendocument\.spreadsheet/, 'fileType.sheet'],
  [/presentationml|ms-powerpoint|opendocument\.presentation/, 'fileType.slides'],
  [/zip|x-7z|rar|x-tar|gzip/, 'fileType.archive'],
  [/^message\/|ms-outlook/, 'fileType.mail'],
  [/^text\//, 'fileType.text'],
]

/** What a file is, as one says it. */
export function typeText(t: Translate, type: string): string {
  return t(kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'fileType.other')
}
