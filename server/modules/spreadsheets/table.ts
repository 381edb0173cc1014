import Papa from 'papaparse'
import { ReadingRefused } from './reading-refused.ts'

/** What a spreadsheet says: its columns by name, and each row's cells by column. Rows without a word are left out. */
export type Table = { columns: string[]; rows: Cells[] }
/** By column; empty cells are not there. */
export type Cells = Record<string, string>

const rowsAtMost = 100_000
const charactersOfACell = 50_000

/**
 * Reads CSV as programs write it: separated by commas, semicolons or tabs, in UTF-8 or in Windows' Latin letters, with or
 * without a byte order mark. Throws ReadingRefused.
 */
export function readTable(bytes: Uint8Array): Table {
  const text = decode(bytes)
  if (/^\s*(?:<!doctype html|<html|<\?xml)/i.test(text)) throw new ReadingRefused('web_page')
  const { data, errors } = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t'], skipEmptyLines: 'greedy' })
  if (errors.some(({ type }) => type === 'Quotes')) throw new ReadingRefused('unreadable')
  const [header = [], ...lines] = data
  if (header.every((name) => clean(name) === '')) throw new ReadingRefused('unreadable')
  if (lines.length > rowsAtMost) throw new ReadingRefused('too_large', String(rowsAtMost))
  const columns = namesOf(header)
  const rows = lines.map((line) => cellsOf(columns, line)).filter((cells) => Object.keys(cells).length > 0)
  return { columns: columns.filter((name) => name !== null), rows }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Two columns of one name are told apart; one without a name is none. */
function namesOf(header: string[]): (string | null)[] {
  const seen = new Map<string, number>()
  return header.map((written) => {
    const name = clean(written).replace(/\s+/g, ' ').slice(0, 190)
    if (name === '') return null
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}

function cellsOf(columns: (string | null)[], line: string[]): Cells {
  const cells: [string, string][] = []
  for (const [index, name] of columns.entries()) {
    const value = clean(line[index] ?? '').slice(0, charactersOfACell)
    if (name !== null && value !== '') cells.push([name, value])
  }
  return Object.fromEntries(cells)
}

/** PostgreSQL can store neither U+0000 nor half of a surrogate pair. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().normalize().trim()
}

/** The first rows as they stand in the file, for who chooses what its columns are. */
export function firstRows({ columns, rows }: Table, count: number): string[][] {
  return rows.slice(0, count).map((cells) => columns.map((name) => (cells[name] ?? '').slice(0, 300)))
}
