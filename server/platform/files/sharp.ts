import type { Sharp, SharpOptions } from 'sharp'

/** A picture that unfolds into more is a trap: 64 million pixels are 200 MB of memory. */
const pixelsAtMost = 64_000_000
const readers = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].flatMap((form) => [
  `VipsForeignLoad${form}File`,
  `VipsForeignLoad${form}`,
])

/** Loaded when the first picture is asked for: a desk without pictures does without 20 MB of it. */
let loading: Promise<(from: string | Uint8Array, options: SharpOptions) => Sharp> | null = null
export function loadSharp() {
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

/** How a picture of somebody else's is read. */
export const whole = { limitInputPixels: pixelsAtMost, failOn: 'error', pages: 1 } as const
