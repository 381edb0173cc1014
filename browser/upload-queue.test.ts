import { expect, test, vi } from 'vitest'
import type { Upload } from '../contract/attachments.ts'
import { CallError } from '../contract/client.ts'
import { type FileUpload, maxFiles, openLine, openUploadQueue } from './upload-queue.ts'

const aFile = (name: string, words = 'words') => new File([words], name)
const noAnswer = new CallError('unreachable', 0, 'No answer from the server')

/** Opens a queue whose transfers end when the test ends them. */
function aQueue(options: Partial<Parameters<typeof openUploadQueue>[0]> = {}) {
  let shown: readonly FileUpload[] = []
  const transfers: { name: string; end: () => void; fail: (error: unknown) => void; signal: AbortSignal }[] = []
  const discarded: string[] = []
  const queue = openUploadQueue({
    before: [],
    onChange: (files) => {
      shown = files
    },
    send(file, _key, { signal }) {
      const { promise, resolve, reject } = Promise.withResolvers<Upload>()
      const end = () => resolve({ id: `id of ${file.name}`, name: file.name } as Upload)
      signal.addEventListener('abort', () => reject(noAnswer))
      transfers.push({ name: file.name, end, fail: reject, signal })
      return promise
    },
    discard: ({ id }) => discarded.push(id),
    inLine: openLine(),
    ...options,
  })
  const named = (name: string) => shown.find((one) => one.name === name)
  const begun = async (name: string) =>
    vi.waitFor(() => {
      const transfer = transfers.findLast((one) => one.name === name)
      if (!transfer) throw new Error(`${name} waits`)
      return transfer
    })
  return { queue, transfers, discarded, shown: () => shown, named, begun }
}

test('files are sent one after the other, in the order in which they were chosen', async () => {
  const { queue, transfers, begun, named } = aQueue()
  queue.add([aFile('one'), aFile('two')])
  ;(await begun('one')).end()
  expect(transfers).toHaveLength(1)
  ;(await begun('two')).end()
  await vi.waitFor(() => expect(named('two')?.upload?.id).toBe('id of two'))
})

test('two queues share one line', async () => {
  const inLine = openLine()
  const [first, second] = [aQueue({ inLine }), aQueue({ inLine })]
  first.queue.add([aFile('one')])
  second.queue.add([aFile('two')])
  const transfer = await first.begun('one')
  expect(second.transfers).toEqual([])
  transfer.end()
  await second.begun('two')
})

test('an empty file and one that is too large are never sent', async () => {
  const { queue, named, transfers } = aQueue({ limit: async () => 8 })
  queue.add([aFile('empty', ''), aFile('large', 'nine bytes')])
  await vi.waitFor(() => expect(named('large')?.problem).toEqual({ kind: 'too_large', limit: 8 }))
  expect(named('empty')?.problem).toEqual({ kind: 'empty' })
  expect(transfers).toEqual([])
})

test('a failed file has a reason, does not block the next one, and can be sent again', async () => {
  const { queue, named, begun, transfers } = aQueue()
  queue.add([aFile('one'), aFile('two')])
  ;(await begun('one')).fail(noAnswer)
  ;(await begun('two')).end()
  expect(named('one')?.problem).toEqual({ kind: 'call', error: noAnswer })
  queue.again(named('one')?.key ?? '')
  await vi.waitFor(() => expect(transfers).toHaveLength(3))
})

test('a removed file stops, or is deleted on the server', async () => {
  const { queue, named, begun, discarded, shown } = aQueue()
  queue.add([aFile('one'), aFile('two')])
  const transfer = await begun('one')
  queue.remove(named('one')?.key ?? '')
  expect(transfer.signal.aborted).toBe(true)
  ;(await begun('two')).end()
  await vi.waitFor(() => expect(named('two')?.upload).not.toBeNull())
  queue.remove(named('two')?.key ?? '')
  expect(discarded).toEqual(['id of two'])
  expect(shown()).toEqual([])
})

test('files wait for a sign-in without a problem, and are sent afterwards', async () => {
  let isPaused = false
  const { queue, named, begun, transfers, shown } = aQueue({ isPaused: () => isPaused })
  queue.add([aFile('one')])
  const transfer = await begun('one')
  isPaused = true
  const before = shown()
  transfer.fail(new CallError('unauthenticated', 401, 'Nobody'))
  await vi.waitFor(() => expect(shown()).not.toBe(before))
  expect(named('one')?.problem).toBeNull()
  isPaused = false
  queue.resume()
  await vi.waitFor(() => expect(transfers.map(({ name }) => name)).toEqual(['one', 'one']))
})

test('a file is sent again at once when the cause of its error is fixed', async () => {
  const isSettled = vi.fn(async () => true)
  const { queue, begun, transfers } = aQueue({ isSettled })
  queue.add([aFile('one')])
  ;(await begun('one')).fail(new CallError('unauthenticated', 401, 'Nobody'))
  await vi.waitFor(() => expect(transfers).toHaveLength(2))
})

test('renewed files are sent again under new keys, and a file of a former page fails', async () => {
  const former = { key: 'former', name: 'former', size: 5, sent: 5, upload: { id: 'old' } as Upload, problem: null }
  const { queue, named, begun, transfers } = aQueue({ before: [former] })
  queue.add([aFile('one')])
  ;(await begun('one')).end()
  await vi.waitFor(() => expect(named('one')?.upload).not.toBeNull())
  const { key } = named('one') ?? {}
  queue.renew()
  await vi.waitFor(() => expect(transfers).toHaveLength(2))
  expect(named('one')).toMatchObject({ upload: null, problem: null })
  expect(named('one')?.key).not.toBe(key)
  await vi.waitFor(() => expect(named('former')?.problem).toEqual({ kind: 'unreadable' }))
})

test('a file is converted before its size is compared with the limit', async () => {
  const { queue, begun, named } = aQueue({ limit: async () => 8, prepare: async () => aFile('small') })
  queue.add([aFile('large', 'nine bytes')])
  await begun('small')
  expect(named('small')).toMatchObject({ size: 5, problem: null })
})

test('files beyond the maximum are left out and counted', () => {
  const { queue, shown } = aQueue()
  expect(queue.add(Array.from({ length: maxFiles + 2 }, (_, n) => aFile(`${n}`)))).toBe(2)
  expect(shown()).toHaveLength(maxFiles)
})
