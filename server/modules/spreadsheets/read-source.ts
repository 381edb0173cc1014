import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Place } from '../../../contract/spreadsheets.ts'
import { ExternalFetchError, fetchExternal } from '../../platform/fetch-external.ts'
import { ReadingError } from './reading-error.ts'

const maxBytes = 20_000_000
const timeoutMs = 30_000

/** Folder of local spreadsheets, inside the data folder. */
const importsFolder = 'imports'

/** Returns the current content of a spreadsheet. Throws ReadingError. */
export async function readSource(dataDir: string, place: Place): Promise<Buffer> {
  if (place.fileName !== null) return readOwnFile(path.join(dataDir, importsFolder, path.basename(place.fileName)))
  if (place.address === null) throw new ReadingError('file_missing')
  try {
    return await fetchExternal(place.address, { allowsPrivate: place.allowsPrivate, maxBytes, timeoutMs })
  } catch (error) {
    if (error instanceof ExternalFetchError) throw new ReadingError(error.reason, error.detail)
    throw error
  }
}

async function readOwnFile(file: string): Promise<Buffer> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) throw new ReadingError('file_missing', path.basename(file))
  if (found.size > maxBytes) throw new ReadingError('too_large', String(maxBytes))
  return readFile(file)
}
