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

/** One A4 page all of one colour, given as its share of red, green and blue. */
export function aPdf(colour = '1 0 0'): Buffer<ArrayBuffer> {
  const drawing = `${colour} rg 0 0 595 842 re f`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.4\n${body}trailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF\n`)
}
