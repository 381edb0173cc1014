import http from 'node:http'
import https from 'node:https'
import { useAgent as filteringAgent } from 'request-filtering-agent'
import { isLinkLocal, LinkLocalError, lookupNonLinkLocal } from './link-local.ts'

/** Error with the reason why an external URL could not be read; `detail` is for people. */
export class ExternalFetchError extends Error {
  readonly reason: 'unreachable' | 'refused' | 'too_large' | 'private_address' | 'link_local'
  readonly detail: string
  constructor(reason: ExternalFetchError['reason'], detail: string) {
    super(reason)
    this.reason = reason
    this.detail = detail
  }
}

const maxRedirects = 3

type Options = {
  /** Allows the server's private network, which outsiders cannot reach; link-local addresses are always refused. */
  allowsPrivate: boolean
  maxBytes: number
  timeoutMs: number
}

/**
 * Fetches an external URL by GET. Redirects obey the same rules. Addresses are checked when connecting, so that a name
 * cannot change its address in between. Throws ExternalFetchError.
 */
export async function fetchExternal(address: string, options: Options): Promise<Buffer> {
  const until = AbortSignal.timeout(options.timeoutMs)
  let url = new URL(address)
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const answer = await fetchOnce(url, options, until)
    if (!('redirect' in answer)) return answer.bytes
    url = answer.redirect
  }
  throw new ExternalFetchError('refused', 'too many redirects')
}

type Answer = { bytes: Buffer } | { redirect: URL }

function fetchOnce(url: URL, { allowsPrivate, maxBytes }: Options, signal: AbortSignal): Promise<Answer> {
  if (isLinkLocal(url.hostname)) throw new ExternalFetchError('link_local', url.hostname)
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const { get } = url.protocol === 'https:' ? https : http
  const agent = filteringAgent(url.href, { allowPrivateIPAddress: allowsPrivate })
  const headers = { accept: 'text/csv, text/plain, */*', 'user-agent': 'Guichet' }
  const request = get(url, { agent, signal, lookup: lookupNonLinkLocal, headers })
  request.on('error', (error) => reject(toFetchError(error, signal)))
  request.on('response', (response) => {
    const { statusCode = 0, headers } = response
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      response.destroy()
      const redirect = URL.parse(headers.location, url)
      const isWeb = redirect?.protocol === 'https:' || redirect?.protocol === 'http:'
      return isWeb ? resolve({ redirect }) : reject(new ExternalFetchError('refused', headers.location))
    }
    if (statusCode !== 200) {
      response.destroy()
      return reject(new ExternalFetchError('refused', `HTTP ${statusCode}`))
    }
    const parts: Buffer[] = []
    let size = 0
    response.on('data', (part: Buffer) => {
      size += part.length
      parts.push(part)
      if (size > maxBytes) response.destroy(new ExternalFetchError('too_large', `${maxBytes}`))
    })
    response.on('error', (error) => reject(toFetchError(error, signal)))
    response.on('end', () => resolve({ bytes: Buffer.concat(parts) }))
  })
  return promise
}

function toFetchError(error: Error, signal: AbortSignal): ExternalFetchError {
  if (error instanceof ExternalFetchError) return error
  if (error instanceof LinkLocalError) return new ExternalFetchError('link_local', error.message)
  if (/is not allowed/.test(error.message)) return new ExternalFetchError('private_address', '')
  return new ExternalFetchError('unreachable', signal.aborted ? 'timeout' : error.message)
}
