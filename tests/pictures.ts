import { randomBytes } from 'node:crypto'
import sharp from 'sharp'

/** Creates a photo as phones do: rotated, with a place and a date in its metadata. */
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

/** Creates a rotated photo of several megabytes: 4000 × 3000 pixels, upright 3000 × 4000. */
export async function aLargePhoto(): Promise<Buffer<ArrayBuffer>> {
  const [width, height] = [4000, 3000]
  const noise = sharp(randomBytes((width * height * 3) / 16), {
    raw: { width: width / 4, height: height / 4, channels: 3 },
  })
  const photo = await noise
    .resize(width, height, { kernel: 'nearest' })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer()
  return Buffer.from(photo)
}

/** Creates an A4 page in one colour, given as shares of red, green and blue. */
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

/** Creates a small page that takes minutes to render: each of its forms draws the next one a hundred times. */
export function aSlowPdf(seed: string): Buffer<ArrayBuffer> {
  const levels = 6
  const stream = (dictionary: string, content: string) =>
    `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`
  const form = '/Type /XObject /Subtype /Form /BBox [0 0 595 842]'
  const forms = Array.from({ length: levels }, (_, level) =>
    level === levels - 1
      ? stream(form, '1 0 0 rg 0 0 595 842 re f')
      : stream(`${form} /Resources << /XObject << /F ${6 + level} 0 R >> >>`, '/F Do '.repeat(100)),
  )
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>',
    stream('', `% ${seed}\n/F Do`),
    ...forms,
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.4\n${body}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF\n`)
}
