import { describe, expect, test } from 'vitest'
import { packTar, type TarEntry, unpackTar } from './tar.ts'

async function* listed<T>(...items: T[]): AsyncGenerator<T> {
  yield* items
}

async function pack(...entries: TarEntry[]): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of packTar(listed(...entries))) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* failing(): AsyncGenerator<Buffer> {
  yield Buffer.from('a')
  throw new Error('gone')
}

describe('an archive', () => {
  test('unpacks the packed files, empty ones included', async () => {
    const bytes = await pack(
      { name: 'one', size: 3, content: [Buffer.from('ab'), Buffer.from('c')] },
      { name: 'two', size: 0, content: [] },
    )
    const read: [string, string][] = []
    for await (const { name, content } of unpackTar(listed(bytes))) {
      const chunks: Buffer[] = []
      for await (const chunk of content) chunks.push(chunk)
      read.push([name, Buffer.concat(chunks).toString()])
    }
    expect(read).toEqual([
      ['one', 'abc'],
      ['two', ''],
    ])
  })

  test.each(['ab', 'abcdef'])('refuses a file of 3 bytes that turns out to be “%s”', async (text) => {
    await expect(pack({ name: 'one', size: 3, content: [Buffer.from(text)] })).rejects.toThrow(
      'one changed while it was being read',
    )
  })

  test('fails with the error of a file that cannot be read', async () => {
    await expect(pack({ name: 'one', size: 3, content: failing() })).rejects.toThrow('gone')
  })
})
