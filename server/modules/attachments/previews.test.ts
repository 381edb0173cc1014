import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { type Person, testApp } from '../../../tests/app.ts'
import { aPdf, aPhoto } from '../../../tests/pictures.ts'
import { filePath } from '../../platform/files/find-file.ts'

const { base, dataDir, hire } = await testApp()
const karim = await hire('technician', 'Karim Benali')
const upload = (by: Person, name: string, bytes: string | Buffer<ArrayBuffer>) =>
  by.call(api.attachments.upload, { query: { name }, body: new File([bytes], 'any') })
const get = (by: Pick<Person, 'cookie'>, address: string) => fetch(base + address, { headers: { cookie: by.cookie } })
const arriving = () => readdir(path.join(dataDir, 'files', 'tmp'))

describe('a preview', () => {
  test('is upright and small, and reveals neither location nor camera', async () => {
    const { id } = await upload(karim, 'photo.jpg', await aPhoto({ width: 3000, height: 2000 }))
    for (const [size, longest] of [
      ['small', 480],
      ['large', 2000],
    ] as const) {
      const answer = await get(karim, `/api/attachments/${id}/preview?size=${size}`)
      expect(answer.headers.get('content-type')).toBe('image/webp')
      const { width, height, exif, orientation } = await sharp(await answer.arrayBuffer()).metadata()
      expect({ width, height, exif, orientation }).toEqual({
        width: Math.round((longest * 2) / 3),
        height: longest,
        exif: undefined,
        orientation: undefined,
      })
    }
  })

  test('is made once for concurrent requests, and not for an unreadable file or a decompression bomb', async () => {
    const { id } = await upload(karim, 'photo.jpg', await aPhoto({ colour: '#804020' }))
    const many = await Promise.all(Array.from({ length: 12 }, () => get(karim, `/api/attachments/${id}/preview`)))
    expect(many.map(({ status }) => status)).toEqual(many.map(() => 200))
    // Just above the limit of 64 million pixels.
    const bomb = await sharp({ create: { width: 8_100, height: 8_100, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    const broken = (await aPhoto()).subarray(0, 400)
    for (const bytes of [bomb, broken]) {
      const sent = await upload(karim, 'photo.jpg', Buffer.from(bytes))
      expect(sent.hasPreview).toBe(true)
      const preview = await get(karim, `/api/attachments/${sent.id}/preview`)
      expect([preview.status, (await preview.json()) as unknown]).toMatchObject([422, { code: 'no_preview' }])
    }
    expect(await arriving()).toEqual([])
  })
})

describe('a preview of a PDF', () => {
  test('shows its first page', async () => {
    const { id } = await upload(karim, 'devis.pdf', aPdf('1 0 0'))
    const answer = await get(karim, `/api/attachments/${id}/preview?size=large`)
    const page = sharp(await answer.arrayBuffer())
    expect(await page.metadata()).toMatchObject({ format: 'webp', width: 1413, height: 2000 })
    const [red = 0, green = 255, blue = 255] = (await page.stats()).channels.map(({ mean }) => mean)
    expect(red).toBeGreaterThan(240)
    expect(Math.max(green, blue)).toBeLessThan(16)
  })

  test.each([
    ['cut', aPdf().subarray(0, 80)],
    ['without a page', Buffer.from('%PDF-1.7\n')],
    ['as thin as a hair', Buffer.from(aPdf().toString().replace('0 0 595 842', '0 0 1 14000'))],
    ['whose pages turn in circles', Buffer.from(aPdf().toString().replace('/Kids [3 0 R]', '/Kids [2 0 R]'))],
  ])('%s has none, and is tried once', async (what, bytes) => {
    const { id } = await upload(karim, `${what}.pdf`, bytes)
    const preview = async () => {
      const answer = await get(karim, `/api/attachments/${id}/preview`)
      return [answer.status, (await answer.json()) as unknown]
    }
    expect(await preview()).toMatchObject([422, { code: 'no_preview' }])
    // A second attempt would fail differently, since the file is gone.
    await rm(filePath(dataDir, createHash('sha256').update(bytes).digest('hex')))
    expect(await preview()).toMatchObject([422, { code: 'no_preview' }])
    expect(await arriving()).toEqual([])
  })
})
