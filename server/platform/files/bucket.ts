import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'

/** Timeout for a response's head. Two of them fit into the limit for idle transactions. */
const headTimeoutMs = 8_000
/** Time that a transfer may take to begin; its bytes come at 100 a millisecond or more. */
const latencyMs = 10_000
const largestBytes = 2_000_000_000

/** Error of the file store, worth a retry: the API answers 503. */
class BucketError extends Error {
  readonly statusCode = 503
}

/**
 * Opens a bucket of an S3-compatible service, with files under `files/ab/abcdef…` named by their content. Throws
 * BucketError when the service refuses, does not respond or cannot be reached.
 * @param address `https://KEY:SECRET@HOST/BUCKET?region=REGION`
 * @param waitMs milliseconds that a transfer may take to begin
 */
function openBucket(address: string, waitMs: number) {
  const url = new URL(address)
  const service = new AwsClient({
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    service: 's3',
    region: url.searchParams.get('region') ?? 'us-east-1',
  })
  const base = `${url.origin}${url.pathname.replace(/\/$/, '')}`
  const keyOf = (sha256: string) => `files/${sha256.slice(0, 2)}/${sha256}`

  const transferTimeout = (bytes: number) => waitMs + Math.ceil(bytes / 100)

  async function ask(path: string, init: RequestInit = {}, timeoutMs = headTimeoutMs, tries = 2): Promise<Response> {
    let problem: unknown
    for (let attempt = 0; attempt < tries; attempt++) {
      try {
        // The signal goes to fetch itself: through the signed request it is lost when that is garbage-collected.
        const signed = await service.sign(base + path, init)
        const answer = await fetch(signed, { signal: AbortSignal.timeout(timeoutMs) })
        if (answer.ok || answer.status === 404) return answer
        problem = new Error(`it answered ${answer.status}, ${errorCodeIn(await answer.text())}`)
      } catch (error) {
        problem = error
      }
    }
    throw new BucketError(`The file store failed: ${problem instanceof Error ? problem.message : problem}`)
  }
  function requireBucket(answer: Response) {
    if (!answer.ok) throw new BucketError('The file store has no such bucket')
  }

  return {
    /** Stores a file, which is safe when this resolves. The service verifies the hash. */
    async put(sha256: string, file: string, size: number): Promise<void> {
      const headers = { 'content-length': String(size), 'x-amz-content-sha256': sha256 }
      const body = Readable.toWeb(createReadStream(file))
      const sent = { method: 'PUT', headers, body, duplex: 'half' } as RequestInit
      // A stream can be read only once: retrying is up to the caller.
      const answer = await ask(`/${keyOf(sha256)}`, sent, transferTimeout(size), 1)
      await answer.arrayBuffer()
      requireBucket(answer)
    },
    async has(sha256: string): Promise<boolean> {
      return (await ask(`/${keyOf(sha256)}`, { method: 'HEAD' })).ok
    },
    /** Returns a file's content, or null when there is none. */
    async get(sha256: string): Promise<AsyncIterable<Uint8Array> | null> {
      const answer = await ask(`/${keyOf(sha256)}`, {}, transferTimeout(largestBytes), 1)
      if (answer.ok) return answer.body ?? Readable.from([])
      await answer.arrayBuffer()
      return null
    },
    async remove(sha256: string): Promise<void> {
      const answer = await ask(`/${keyOf(sha256)}`, { method: 'DELETE' })
      await answer.arrayBuffer()
    },
    /** Yields contents stored more than `ageMs` ago, up to a thousand at a time. */
    async *listOlderThan(ageMs: number): AsyncGenerator<string[]> {
      const before = Date.now() - ageMs
      let from: string | null = ''
      while (from !== null) {
        const page: string = from && `&continuation-token=${encodeURIComponent(from)}`
        const listing = await (await ask(`?list-type=2&prefix=files%2F${page}`)).text()
        yield [...listing.matchAll(/<Contents>(.*?)<\/Contents>/gs)].flatMap(([, item = '']) => contentIn(item, before))
        from = /<NextContinuationToken>(.*?)<\/NextContinuationToken>/.exec(listing)?.[1] ?? null
      }
    },
    /** Checks that the bucket exists and is readable. */
    async check(): Promise<void> {
      const answer = await ask('', { method: 'HEAD' })
      await answer.arrayBuffer()
      requireBucket(answer)
    },
  }
}
export type Bucket = ReturnType<typeof openBucket>

/** Opens the bucket at an address; null without one, when files are stored in the data folder. */
export function bucketAt(address: string | undefined, waitMs = latencyMs): Bucket | null {
  return address ? openBucket(address, waitMs) : null
}

/** Extracts the error code from a response like `<Code>SignatureDoesNotMatch</Code>`. */
function errorCodeIn(answer: string): string {
  return /<Code>(\w+)<\/Code>/.exec(answer)?.[1] ?? 'without a reason'
}

function contentIn(item: string, before: number): string[] {
  const sha256 = /<Key>files\/[0-9a-f]{2}\/([0-9a-f]{64})<\/Key>/.exec(item)?.[1]
  const modified = Date.parse(/<LastModified>(.*?)<\/LastModified>/.exec(item)?.[1] ?? '')
  return sha256 && modified <= before ? [sha256] : []
}
