import { access, open, rm } from 'node:fs/promises'
import type { Sharp } from 'sharp'
import { AppError } from '../app-error.ts'
import { openFairQueue } from './fair-queue.ts'
import { drawFirstPage, isPdf } from './pdf-page.ts'
import { decodeOptions, loadSharp } from './sharp.ts'
import type { Files } from './store.ts'

const previewSizes = { small: 480, large: 2_000 } as const
export type PreviewSize = keyof typeof previewSizes

/** Maximum number of seconds for one picture. */
const longestSeconds = 5
/** Maximum number of remembered contents without a preview, which keeps them from occupying the server again. */
const maxFailures = 1_000

/**
 * Opens previews: re-encoded pictures, small or large, upright and without the camera's metadata; for a PDF its first page.
 * Each is made once.
 */
export function openPreviews(files: Files) {
  const making = new Map<string, Promise<string>>()
  const queue = openFairQueue()
  const failures = new Set<string>()

  async function make(sha256: string, size: PreviewSize, to: string): Promise<string> {
    // The result may have become known while this waited.
    if (failures.has(sha256)) throw new AppError('no_preview')
    const from = await files.find(sha256)
    const temporary = files.temporary()
    try {
      await draw(from, previewSizes[size], temporary).catch(() => {
        if (failures.size >= maxFailures) failures.clear()
        failures.add(sha256)
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
     * Returns the file of a preview, made at the first request.
     * @param file.sender uploader of the picture: other people's previews do not wait for it
     * @param beforeWork called before making it; throwing prevents it
     * @throws AppError no_preview for an unreadable picture; too_many_requests
     */
    async find(
      { sha256, sender }: { sha256: string; sender: string },
      size: PreviewSize,
      beforeWork: () => Promise<void>,
    ): Promise<string> {
      if (failures.has(sha256)) throw new AppError('no_preview')
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

/** Renders a file as a picture with at most `longest` pixels on its longer side. */
async function draw(from: string, longest: number, to: string): Promise<void> {
  const sharp = await loadSharp()
  const picture = (await isPdf(from)) ? await firstPage(from, longest) : sharp(from, decodeOptions).rotate()
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
