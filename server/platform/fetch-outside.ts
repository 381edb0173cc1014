import http from 'node:http'
import https from 'node:https'
import { useAgent as filteringAgent } from 'request-filtering-agent'
import { isLinkLocal, LinkLocalError, lookupBeyondLink } from './link-local.ts'

/** Why an address outside could not be read; `detail` is for a person to read. */
export class OutsideError extends Error {
  readonly reason: 'unreachable' | 'refused' | 'too_large' | 'private_address' | 'link_local'
  readonly detail: string
  constructor(reason: OutsideError['reason'], detail: string) {
    super(reason)
    this.reason = reason
    this.detail = detail
  }
}

const redirectsAtMost = 3

type Options = {
  /** Allows addresses of the server's own network, which nobody outside could ask; link-local ones never. */
  allowsPrivate: boolean
  bytesAtMost: number
  timeoutMs: number
}

/**
 * What an address answers to a GET. Where it leads on to is asked under the same rule: the address is looked at when the
 * connection is made, so that no name can point elsewhere meanwhile. Throws OutsideError.
 */
export async function fetchOutside(address: string, options: Options): Promise<Buffer> {
  const until = AbortSignal.timeout(options.timeoutMs)
  let url = new URL(address)
  for (let redirects = 0; redirects <= redirectsAtMost; redirects++) {
    const answer = await ask(url, options, until)
    if (!('leadsTo' in answer)) return answer.bytes
    url = answer.leadsTo
  }
  throw new OutsideError('refused', 'too many redirections')
}

type Answer = { bytes: Buffer } | { leadsTo: URL }

function ask(url: URL, { allowsPrivate, bytesAtMost }: Options, signal: AbortSignal): Promise<Answer> {
  if (isLinkLocal(url.hostname)) throw new OutsideError('link_local', url.hostname)
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const { get } = url.protocol === 'https:' ? https : http
  const agent = filteringAgent(url.href, { allowPrivateIPAddress: allowsPrivate })
  const headers = { accept: 'text/csv, text/plain, */*', 'user-agent': 'Guichet' }
  const request = get(url, { agent, signal, lookup: lookupBeyondLink, headers })
  request.on('error', (error) => reject(wordError(error, signal)))
  request.on('response', (response) => {
    const { statusCode = 0, headers } = response
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      response.destroy()
      const leadsTo = URL.parse(headers.location, url)
      const isWeb = leadsTo?.protocol === 'https:' || leadsTo?.protocol === 'http:'
      return isWeb ? resolve({ leadsTo }) : reject(new OutsideError('refused', headers.location))
    }
    if (statusCode !== 200) {
      response.destroy()
      return reject(new OutsideError('refused', `HTTP ${statusCode}`))
    }
    const parts: Buffer[] = []
    let size = 0
    response.on('data', (part: Buffer) => {
      size += part.length
      parts.push(part)
      if (size > bytesAtMost) response.destroy(new OutsideError('too_large', `${bytesAtMost}`))
    })
    response.on('error', (error) => reject(wordError(error, signal)))
    response.on('end', () => resolve({ bytes: Buffer.concat(parts) }))
  })
  return promise
}

function wordError(error: Error, signal: AbortSignal): OutsideError {
  if (error instanceof OutsideError) return error
  if (error instanceof LinkLocalError) return new OutsideError('link_local', error.message)
  if (/is not allowed/.test(error.message)) return new OutsideError('private_address', '')
  return new OutsideError('unreachable', signal.aborted ? 'timeout' : error.message)
}
