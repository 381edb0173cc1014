import { expect, test } from 'vitest'
import { type SseMessage, sseParser } from './sse.ts'

function parse(...pieces: string[]) {
  const messages: SseMessage[] = []
  const push = sseParser((message) => messages.push(message))
  for (const piece of pieces) push(piece)
  return messages
}

const wire = 'id: 41\nevent: news\ndata: {"a":1}\n\n: beat\n\nevent: bye\ndata: {}\n\n'
const read = [
  { id: '41', event: 'news', data: '{"a":1}' },
  { id: null, event: 'bye', data: '{}' },
]

test('events are read with their id, name and data', () => {
  expect(parse(wire)).toEqual(read)
})

test('it does not matter where the network cuts', () => {
  for (let cut = 0; cut <= wire.length; cut++) expect(parse(wire.slice(0, cut), wire.slice(cut))).toEqual(read)
  expect(parse(...wire)).toEqual(read)
})

test('the three line ends are equal, also when \\r\\n is cut in two', () => {
  const windows = wire.replaceAll('\n', '\r\n')
  expect(parse(windows)).toEqual(read)
  expect(parse(...windows)).toEqual(read)
  expect(parse(`${wire.replaceAll('\n', '\r')}x`)).toEqual(read)
})

test('several data lines make one text', () => {
  expect(parse('data: a\ndata:b\ndata\n\n')).toEqual([{ id: null, event: 'message', data: 'a\nb\n' }])
})

test('comments, unknown fields, retry and events without data yield nothing', () => {
  expect(parse(': beat\n\n', 'retry: 10\n\n', 'event: news\n\n', 'colour: blue\n\n')).toEqual([])
})

test('what is not finished is not told', () => {
  expect(parse('data: half\n')).toEqual([])
})
