import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'

/** Twice, and it is less than a transaction may stand idle. */
const headMs = 8_000
/** Of a line that carries a hundred bytes a millisecond, and takes ten seconds to begin. */
const timeFor = (bytes: number) => 10_000 + Math.ceil(bytes / 100)
const largestBytes = 2_000_000_000

/** Worth another try: the API answers 503. */
class BucketError extends Error {
  readonly statusCode = 503
}

/**
 * The files of an installation in a bucket of an S3-compatible service, under `files/ab/abcdef…`, named by their content.
 * Throws BucketError when the service refuses, is silent or cannot be reached.
 * @param address `https://KEY:SECRET@HOST/BUCKET?region=REGION`
 */
function openBucket(address: string) {
  const url = new URL(address)
  const service = new AwsClient({
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    service: 's3',
    region: url.searchParams.get('region') ?? 'us-east-1',
  })
  const base = `${url.origin}${url.pathname.replace(/\/$/, '')}`
  const keyOf = (sha256: string) => `files/${sha256.slice(0, 2)}/${sha256}`

  async function ask(path: string, init: RequestInit = {}, timeoutMs = headMs, tries = 2): Promise<Response> {
    let problem: unknown
    for (let attempt = 0; attempt < tries; attempt++) {
      try {
        // The signal goes to fetch itself: one that goes by the signed request is lost when that is collected meanwhile.
        const signed = await service.sign(base + path, init)
        const answer = await fetch(signed, { signal: AbortSignal.timeout(timeoutMs) })
        if (answer.ok || answer.status === 404) return answer
        problem = new Error(`it answered ${answer.status}, ${codeIn(await answer.text())}`)
      } catch (error) {
        problem = error
      }
    }
    throw new BucketError(`The file store is of no use: ${problem instanceof Error ? problem.message : problem}`)
  }
  function requireBucket(answer: Response) {
    if (!answer.ok) throw new BucketError('The file store knows no such bucket')
  }

  return {
    /** Kept when it resolves; the service verifies the hash on its way. */
    async put(sha256: string, file: string, size: number): Promise<void> {
      const headers = { 'content-length': String(size), 'x-amz-content-sha256': sha256 }
      const body = Readable.toWeb(createReadStream(file))
      const sent = { method: 'PUT', headers, body, duplex: 'half' } as RequestInit
      // A stream is read once: whoever sends the file tries again.
      const answer = await ask(`/${keyOf(sha256)}`, sent, timeFor(size), 1)
      await answer.arrayBuffer()
      requireBucket(answer)
    },
    async has(sha256: string): Promise<boolean> {
      return (await ask(`/${keyOf(sha256)}`, { method: 'HEAD' })).ok
    },
    /** Null for what is not there. */
    async get(sha256: string): Promise<AsyncIterable<Uint8Array> | null> {
      const answer = await ask(`/${keyOf(sha256)}`, {}, timeFor(largestBytes), 1)
      if (answer.ok) return answer.body ?? Readable.from([])
      await answer.arrayBuffer()
      return null
    },
    async remove(sha256: string): Promise<void> {
      const answer = await ask(`/${keyOf(sha256)}`, { method: 'DELETE' })
      await answer.arrayBuffer()
    },
    /** The contents put more than so many milliseconds ago, up to a thousand at a time. */
    async *placedBefore(ageMs: number): AsyncGenerator<string[]> {
      const before = Date.now() - ageMs
      let from: string | null = ''
      while (from !== null) {
        const page: string = from && `&continuation-token=${encodeURIComponent(from)}`
        const listing = await (await ask(`?list-type=2&prefix=files%2F${page}`)).text()
        yield [...listing.matchAll(/<Contents>(.*?)<\/Contents>/gs)].flatMap(([, item = '']) => contentIn(item, before))
        from = /<NextContinuationToken>(.*?)<\/NextContinuationToken>/.exec(listing)?.[1] ?? null
      }
    },
    /** Throws when the bucket is not there or not ours to read. */
    async check(): Promise<void> {
      const answer = await ask('', { method: 'HEAD' })
      await answer.arrayBuffer()
      requireBucket(answer)
    },
  }
}
export type Bucket = ReturnType<typeof openBucket>

/** Null without an address: files are kept in the data folder. */
export function bucketAt(address: string | undefined): Bucket | null {
  return address ? openBucket(address) : null
}

/** `<Code>SignatureDoesNotMatch</Code>` */
function codeIn(answer: string): string {
  return /<Code>(\w+)<\/Code>/.exec(answer)?.[1] ?? 'without a reason'
}

function contentIn(item: string, before: number): string[] {
  const sha256 = /<Key>files\/[0-9a-f]{2}\/([0-9a-f]{64})<\/Key>/.exec(item)?.[1]
  const modified = Date.parse(/<LastModified>(.*?)<\/LastModified>/.exec(item)?.[1] ?? '')
  return sha256 && modified <= before ? [sha256] : []
}
