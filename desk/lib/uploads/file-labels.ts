import type { MessageKey, Translate } from '../i18n.tsx'

const sizeUnits = [
  { unit: 'files.bytes', below: 1_000, bytes: 1, digits: 0 },
  { unit: 'files.kilobytes', below: 999_500, bytes: 1e3, digits: 0 },
  { unit: 'files.megabytes', below: 999.5e6, bytes: 1e6, digits: 1 },
  { unit: 'files.gigabytes', below: Number.POSITIVE_INFINITY, bytes: 1e9, digits: 1 },
] as const

/** Formats a size as “340 ko”, “1,2 Mo”, “12 Go”. */
export function formatSize(t: Translate, bytes: number, language: string): string {
  const { unit, bytes: by, digits } = sizeUnits.find(({ below }) => bytes < below) ?? sizeUnits[3]
  const value = bytes / by
  return t(unit, { size: value.toLocaleString(language, { maximumFractionDigits: value < 10 ? digits : 0 }) })
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

/** Returns the common name of a file type. */
export function describeType(t: Translate, type: string): string {
  return t(kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'fileType.other')
}
