import { access, open, rm } from 'node:fs/promises'
import type { Sharp, SharpOptions } from 'sharp'
import { AppError } from '../app-error.ts'
import type { Files } from './store.ts'

const previewSizes = { small: 480, large: 2_000 } as const
export type PreviewSize = keyof typeof previewSizes

/** A picture that unfolds into more is a trap: 64 million pixels are 200 MB of memory. */
const pixelsAtMost = 64_000_000
const atOnce = 2
const readers = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].flatMap((form) => [
  `VipsForeignLoad${form}File`,
  `VipsForeignLoad${form}`,
])

/** Loaded when the first picture is asked for: a desk without pictures does without 20 MB of it. */
let loading: Promise<(file: string, options: SharpOptions) => Sharp> | null = null
function loadSharp() {
  loading ??= import('sharp').then(({ default: sharp }) => {
    // Whatever the bytes pretend, no other reader of the library is ever tried: neither SVG nor PDF, nor rarer ones.
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: readers })
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  })
  return loading
}

/** Pictures made anew, small or large, upright and without what the camera noted of place and time; each is made once. */
export function openPreviews(files: Files) {
  const making = new Map<string, Promise<string>>()
  const waiting: (() => void)[] = []
  let busy = 0

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (busy >= atOnce) await new Promise<void>((go) => waiting.push(go))
    else busy += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }

  async function make(sha256: string, size: PreviewSize, to: string): Promise<string> {
    const temporary = files.temporary()
    const sharp = await loadSharp()
    try {
      await access(files.placeOf(sha256))
      await sharp(files.placeOf(sha256), { limitInputPixels: pixelsAtMost, failOn: 'error', pages: 1 })
        .rotate()
        .resize({ width: previewSizes[size], height: previewSizes[size], fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 78 })
        .toFile(temporary)
        .catch(() => {
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
    /** The file of a preview, made at the first call. Throws AppError no_preview for what is no picture that one can read. */
    async find(sha256: string, size: PreviewSize): Promise<string> {
      const to = files.previewOf(sha256, size)
      const isThere = await access(to).then(
        () => true,
        () => false,
      )
      if (isThere) return to
      const made = making.get(to) ?? inTurn(() => make(sha256, size, to)).finally(() => making.delete(to))
      making.set(to, made)
      return made
    },
  }
}
export type Previews = ReturnType<typeof openPreviews>

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync().finally(() => handle.close())
}
