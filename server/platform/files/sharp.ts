import type { Sharp, SharpOptions } from 'sharp'

/** Maximum number of pixels, against decompression bombs: 64 million take 200 MB of memory. */
const maxPixels = 64_000_000
const readers = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].flatMap((form) => [
  `VipsForeignLoad${form}File`,
  `VipsForeignLoad${form}`,
])

/** Library, loaded for the first picture: it takes 20 MB. */
let loading: Promise<(from: string | Uint8Array, options: SharpOptions) => Sharp> | null = null
export function loadSharp() {
  loading ??= import('sharp').then(({ default: sharp }) => {
    // Allows only these decoders, whatever the bytes pretend: no SVG, no PDF, no rare formats.
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: readers })
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  })
  return loading
}

/** Options for decoding an untrusted picture. */
export const decodeOptions = { limitInputPixels: maxPixels, failOn: 'error', pages: 1 } as const
