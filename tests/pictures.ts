import sharp from 'sharp'

/** A picture as a phone makes it: lying on its side, with a place and a date in it. */
export async function aPhoto({ width = 1200, height = 800, colour = '#2a6fb0' } = {}): Promise<Buffer<ArrayBuffer>> {
  const photo = await sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Guichet', Model: 'Test' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '47/1 28/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 33/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  return Buffer.from(photo)
}
