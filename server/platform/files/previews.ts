import { access, open, rm } from 'node:fs/promises'
import type { Sharp } from 'sharp'
import { AppError } from '../app-error.ts'
import { openFairQueue } from './fair-queue.ts'
import { drawFirstPage, isPdf } from './pdf-page.ts'
import { loadSharp, whole } from './sharp.ts'
import type { Files } from './store.ts'

const previewSizes = { small: 480, large: 2_000 } as const
export type PreviewSize = keyof typeof previewSizes

/** Seconds of work on one picture. */
const longestSeconds = 5
/** Contents of which no picture could be made: kept in mind, so that nobody keeps the server busy with one of them. */
const hopelessAtMost = 1_000

/**
 * Pictures made anew, small or large, upright and without what the camera noted of place and time; of a PDF, its first
 * page. Each is made once.
 */
export function openPreviews(files: Files) {
  const making = new Map<string, Promise<string>>()
  const queue = openFairQueue()
  const hopeless = new Set<string>()

  async function make(sha256: string, size: PreviewSize, to: string): Promise<string> {
    // Found out while it waited.
    if (hopeless.has(sha256)) throw new AppError('no_preview')
    const from = await files.find(sha256)
    const temporary = files.temporary()
    try {
      await draw(from, previewSizes[size], temporary).catch(() => {
        if (hopeless.size >= hopelessAtMost) hopeless.clear()
        hopeless.add(sha256)
        throw new AppError('no_preview')
      })
      await sync(temporary)
      await files.placePreview(temporary, to)
      return to
    } finally {
      await rm(temporary, { force: true })
    }
  }

  return {
    /**
     * Returns the file of a preview, made at the first call.
     * @param file.sender who sent the picture: nobody else waits for their pictures
     * @param beforeWork called when it has to be made; what it throws stops it
     * @throws AppError no_preview for what is no readable picture; too_many_requests
     */
    async find(
      { sha256, sender }: { sha256: string; sender: string },
      size: PreviewSize,
      beforeWork: () => Promise<void>,
    ): Promise<string> {
      if (hopeless.has(sha256)) throw new AppError('no_preview')
      const to = files.previewOf(sha256, size)
      const isThere = await access(to).then(
        () => true,
        () => false,
      )
      if (isThere) return to
      await beforeWork()
      const made = making.get(to) ?? queue.run(sender, () => make(sha256, size, to)).finally(() => making.delete(to))
      making.set(to, made)
      return made
    },
  }
}
export type Previews = ReturnType<typeof openPreviews>

/** A picture of a file, its longer side of so many pixels at most. */
async function draw(from: string, longest: number, to: string): Promise<void> {
  const sharp = await loadSharp()
  const picture = (await isPdf(from)) ? await firstPage(from, longest) : sharp(from, whole).rotate()
  await picture
    .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78 })
    .timeout({ seconds: longestSeconds })
    .toFile(to)
}

async function firstPage(file: string, longest: number): Promise<Sharp> {
  const sharp = await loadSharp()
  const { data, width, height } = await drawFirstPage(file, longest)
  return sharp(data, { raw: { width, height, channels: 4 } })
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync().finally(() => handle.close())
}
