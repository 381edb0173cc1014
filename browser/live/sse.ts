/** One server-sent event. `id` is null when it carried none. */
export type SseMessage = { id: string | null; event: string; data: string }

/**
 * Cuts a text stream into server-sent events, in whatever pieces it arrives (WHATWG HTML, 9.2.6).
 * Comments yield nothing; an event without data yields nothing either.
 */
export function sseParser(onMessage: (message: SseMessage) => void): (piece: string) => void {
  let rest = ''
  let id: string | null = null
  let event = ''
  let data: string[] = []

  function line(text: string) {
    if (text === '') return dispatch()
    const colon = text.indexOf(':')
    const field = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') data.push(value)
    else if (field === 'event') event = value
    else if (field === 'id' && !value.includes('\0')) id = value
  }

  function dispatch() {
    if (data.length > 0) onMessage({ id, event: event || 'message', data: data.join('\n') })
    id = null
    event = ''
    data = []
  }

  return (piece) => {
    rest += piece
    // A lone \r at the end may be the first half of \r\n: it waits for the next piece.
    for (;;) {
      const end = /\r\n|\n|\r(?!$)/.exec(rest)
      if (!end) return
      line(rest.slice(0, end.index))
      rest = rest.slice(end.index + end[0].length)
    }
  }
}
