import Papa from 'papaparse'
import { decodeText } from './decode.ts'
import { ReadingRefused } from './reading-refused.ts'

/** What a spreadsheet says: its columns by name, and each row's cells by column. Rows without a word are left out. */
export type Table = { columns: string[]; rows: Cells[] }
/** By column; empty cells are not there. */
export type Cells = Record<string, string>

const maximumRows = 100_000
const maximumColumns = 200
/** More than 200 names of columns take. */
const charactersOfFirstLine = 100_000
const charactersOfACell = 50_000
/** Lines above the header: a title, a date, blanks. */
const maximumTitleLines = 20

/**
 * Reads CSV as programs write it: separated by commas, semicolons or tabs, or as its `sep=` line says, with lines of a
 * title above the header. Runs in a thread of its own (table-reader.ts). Throws ReadingRefused.
 */
export function readTable(bytes: Uint8Array): Table {
  const text = decodeText(bytes).replace(/^\ufeff/, '')
  if (/^\s*(?:<!doctype html|<html|<\?xml)/i.test(text)) throw new ReadingRefused('web_page')
  const lines = parseLines(text)
  const headerAt = findHeader(lines)
  const header = lines[headerAt] ?? []
  if (header.every((name) => clean(name) === '')) throw new ReadingRefused('unreadable')
  if (header.length > maximumColumns) throw new ReadingRefused('too_large', String(maximumColumns))
  const columns = namesOf(header)
  const rows = lines
    .slice(headerAt + 1)
    .map((line) => cellsOf(columns, line))
    .filter((cells) => Object.keys(cells).length > 0)
  if (rows.length > maximumRows) throw new ReadingRefused('too_large', String(maximumRows))
  return { columns: columns.filter((name) => name !== null), rows }
}

const maximumLines = maximumTitleLines + maximumRows + 1

/** Parses a line more than there may be, blank ones included, to know that it is there, and no others. */
function parseLines(text: string): string[][] {
  const [separatorLine = '', separator] = /^sep=(.)[ \t]*(?:\r\n|\r|\n|$)/i.exec(text) ?? []
  const rest = text.slice(separatorLine.length)
  if (!/[\r\n]/.test(rest.slice(0, charactersOfFirstLine)) && rest.length > charactersOfFirstLine)
    throw new ReadingRefused('too_large', String(maximumColumns))
  const { data, errors } = Papa.parse<string[]>(rest, {
    ...(separator ? { delimiter: separator } : { delimitersToGuess: [',', ';', '\t'] }),
    preview: maximumLines + 1,
    // The fast mode splits the whole text before it heeds the limit.
    fastMode: false,
  })
  for (const { type, code, row = 0, index = 0 } of errors) {
    if (type !== 'Quotes') continue
    // A stray quote inside one line is a character; one that swallows other lines would lose them without a word.
    const swallows = data[row]?.some((cell) => cell.includes('\n')) ?? true
    if (code === 'MissingQuotes' || swallows) {
      const line = countLines(rest, index) + (separatorLine ? 1 : 0)
      throw new ReadingRefused('quote_open', String(line))
    }
  }
  if (data.length > maximumLines) throw new ReadingRefused('too_large', String(maximumRows))
  return data
}

const countLines = (text: string, end: number): number => text.slice(0, end).split('\n').length

/** The first line that has most of the cells that a line has: titles above it have one or two. */
function findHeader(lines: string[][]): number {
  const filled = lines.slice(0, maximumTitleLines + 2).map((line) => line.filter((cell) => clean(cell) !== '').length)
  const widest = Math.max(0, ...filled)
  return Math.max(
    0,
    filled.findIndex((count) => count > widest / 2),
  )
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
