import Papa from 'papaparse'
import { decodeText } from './decode.ts'
import { ReadingError } from './reading-error.ts'

/** Parsed spreadsheet: the names of its columns, and its rows without blank ones. */
export type Table = { columns: string[]; rows: Cells[] }
/** Cells by column; empty cells are absent. */
export type Cells = Record<string, string>

const maximumRows = 100_000
const maximumColumns = 200
/** Maximum length of the header line, more than 200 names of columns take. */
const maxHeaderLength = 100_000
const maxCellLength = 50_000
/** Maximum number of lines above the header, such as a title, a date or blanks. */
const maximumTitleLines = 20

/**
 * Parses CSV with commas, semicolons or tabs, or the separator of a `sep=` line, and with title lines above the header. Runs
 * in a worker thread (table-reader.ts). Throws ReadingError.
 */
export function readTable(bytes: Uint8Array): Table {
  const text = decodeText(bytes).replace(/^\ufeff/, '')
  if (/^\s*(?:<!doctype html|<html|<\?xml)/i.test(text)) throw new ReadingError('web_page')
  const lines = parseLines(text)
  const headerAt = findHeader(lines)
  const header = lines[headerAt] ?? []
  if (header.every((name) => clean(name) === '')) throw new ReadingError('unreadable')
  if (header.length > maximumColumns) throw new ReadingError('too_large', String(maximumColumns))
  const columns = uniqueNames(header)
  const rows = lines
    .slice(headerAt + 1)
    .map((line) => toCells(columns, line))
    .filter((cells) => Object.keys(cells).length > 0)
  if (rows.length > maximumRows) throw new ReadingError('too_large', String(maximumRows))
  return { columns: columns.filter((name) => name !== null), rows }
}

const maximumLines = maximumTitleLines + maximumRows + 1

/** Parses one line more than allowed, blank lines included, which is enough to detect a file that is too large. */
function parseLines(text: string): string[][] {
  const [separatorLine = '', separator] = /^sep=(.)[ \t]*(?:\r\n|\r|\n|$)/i.exec(text) ?? []
  const rest = text.slice(separatorLine.length)
  if (!/[\r\n]/.test(rest.slice(0, maxHeaderLength)) && rest.length > maxHeaderLength)
    throw new ReadingError('too_large', String(maximumColumns))
  const { data, errors } = Papa.parse<string[]>(rest, {
    ...(separator ? { delimiter: separator } : { delimitersToGuess: [',', ';', '\t'] }),
    preview: maximumLines + 1,
    // The fast mode would split the whole text before applying the limit.
    fastMode: false,
  })
  for (const { type, code, row = 0, index = 0 } of errors) {
    if (type !== 'Quotes') continue
    // A stray quote inside a line is a plain character; one that swallows further lines would lose them silently.
    const swallows = data[row]?.some((cell) => cell.includes('\n')) ?? true
    if (code === 'MissingQuotes' || swallows) {
      const line = countLines(rest, index) + (separatorLine ? 1 : 0)
      throw new ReadingError('quote_open', String(line))
    }
  }
  if (data.length > maximumLines) throw new ReadingError('too_large', String(maximumRows))
  return data
}

const countLines = (text: string, end: number): number => text.slice(0, end).split('\n').length

/** Finds the header: the first line with more than half of the widest line's cells. Titles above it have one or two. */
function findHeader(lines: string[][]): number {
  const filled = lines.slice(0, maximumTitleLines + 2).map((line) => line.filter((cell) => clean(cell) !== '').length)
  const widest = Math.max(0, ...filled)
  return Math.max(
    0,
    filled.findIndex((count) => count > widest / 2),
  )
}

/** Numbers repeated names. A column without a name is dropped. */
function uniqueNames(header: string[]): (string | null)[] {
  const seen = new Map<string, number>()
  return header.map((written) => {
    const name = clean(written).replace(/\s+/g, ' ').slice(0, 190)
    if (name === '') return null
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}

function toCells(columns: (string | null)[], line: string[]): Cells {
  const cells: [string, string][] = []
  for (const [index, name] of columns.entries()) {
    const value = clean(line[index] ?? '').slice(0, maxCellLength)
    if (name !== null && value !== '') cells.push([name, value])
  }
  return Object.fromEntries(cells)
}

/** Removes U+0000 and lone surrogates, which PostgreSQL cannot store. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().normalize().trim()
}

/** Returns the first rows in the order of columns, for the preview. */
export function sampleRows({ columns, rows }: Table, count: number): string[][] {
  return rows.slice(0, count).map((cells) => columns.map((name) => (cells[name] ?? '').slice(0, 300)))
}
