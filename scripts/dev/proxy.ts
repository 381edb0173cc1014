import { type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import type { KeptServer } from './restart.ts'

/** Forwards a request to the server as the browser sent it, once the server is ready. */
export async function forward(server: KeptServer, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  try {
    const port = await server.port()
    const { method, url, headers } = asked
    const forwarded = send({ host: '127.0.0.1', port, method, path: url, headers }, (received) => {
      answer.writeHead(received.statusCode ?? 502, received.headers)
      received.pipe(answer)
    })
    forwarded.on('error', (error) => fail(answer, error))
    answer.on('close', () => forwarded.destroy())
    asked.pipe(forwarded)
  } catch (error) {
    fail(answer, error)
  }
}

function fail(answer: ServerResponse, error: unknown) {
  if (answer.headersSent) return answer.destroy()
  answer.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' })
  answer.end(error instanceof Error ? error.message : String(error))
}
