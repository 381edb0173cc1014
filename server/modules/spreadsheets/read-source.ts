import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Place } from '../../../contract/spreadsheets.ts'
import { fetchOutside, OutsideError } from '../../platform/fetch-outside.ts'
import { ReadingRefused } from './reading-refused.ts'

const bytesAtMost = 20_000_000
const timeoutMs = 30_000

/** The folder of the files that are read, in the data folder. */
const importsFolder = 'imports'

/** What the spreadsheet says now, as bytes. Throws ReadingRefused. */
export async function readSource(dataDir: string, place: Place): Promise<Buffer> {
  if (place.fileName !== null) return readOwnFile(path.join(dataDir, importsFolder, path.basename(place.fileName)))
  if (place.address === null) throw new ReadingRefused('file_missing')
  try {
    return await fetchOutside(place.address, { allowsPrivate: place.allowsPrivate, bytesAtMost, timeoutMs })
  } catch (error) {
    if (error instanceof OutsideError) throw new ReadingRefused(error.reason, error.detail)
    throw error
  }
}

async function readOwnFile(file: string): Promise<Buffer> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) throw new ReadingRefused('file_missing', path.basename(file))
  if (found.size > bytesAtMost) throw new ReadingRefused('too_large', String(bytesAtMost))
  return readFile(file)
}
