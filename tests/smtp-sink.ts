import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

/**
 * Conduct of a mail server towards a mail: a number is its answer to the recipient, `hang` says nothing more, `cut` breaks the
 * connection in the middle of the message, `cut-after` accepts it and breaks before saying so.
 */
export type Conduct = 'accept' | 'hang' | 'cut' | 'cut-after' | number

export type ReceivedMail = { to: string; from: string; messageId: string; subject: string; raw: string; at: number }

/**
 * Starts a mail server on the loopback that stores accepted mails. `conduct` decides for each recipient at each
 * attempt.
 */
export async function startSmtpSink(conduct: (address: string) => Conduct = () => 'accept') {
  const received: ReceivedMail[] = []
  const sockets = new Set<Socket>()
  const behaviour = { conduct }
  const decided = new WeakMap<SMTPServerSession, Conduct>()
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, session, callback) {
      const decision = behaviour.conduct(address)
      decided.set(session, decision)
      if (typeof decision !== 'number') return callback()
      callback(Object.assign(new Error(`${address} is not wanted`), { responseCode: decision }))
    },
    onData(stream, session, callback) {
      const decision = decided.get(session)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (decision === 'cut') socketOf(session)?.destroy()
      })
      stream.on('end', () => {
        if (decision === 'hang') return
        keep(Buffer.concat(chunks).toString('utf8'), session)
        if (decision === 'cut-after') socketOf(session)?.destroy()
        else callback()
      })
    },
  })
  server.on('error', () => {}) // Connections that are cut on purpose.
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  function socketOf(session: SMTPServerSession): Socket | undefined {
    return [...sockets].find((socket) => socket.remotePort === session.remotePort)
  }

  function keep(raw: string, { envelope }: SMTPServerSession) {
    const header = (name: string) => new RegExp(`^${name}: *(.*(?:\r\n[ \t].*)*)`, 'im').exec(raw)?.[1] ?? ''
    received.push({
      to: envelope.rcptTo[0]?.address ?? '',
      from: envelope.mailFrom ? envelope.mailFrom.address : '',
      messageId: header('Message-ID'),
      subject: decodeWords(header('Subject')),
      raw,
      at: Date.now(),
    })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    received,
    /** Changes its conduct. */
    behave(next: (address: string) => Conduct) {
      behaviour.conduct = next
    },
    to: (recipient: string) => received.filter(({ to }) => to === recipient),
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}
export type SmtpSink = Awaited<ReturnType<typeof startSmtpSink>>

/** RFC 2047, in the two forms that are in use. */
function decodeWords(text: string): string {
  const joined = text.replace(/\?=\s+=\?/g, '?==?')
  return joined.replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, encoding: string, word: string) =>
    encoding.toLowerCase() === 'b'
      ? Buffer.from(word, 'base64').toString('utf8')
      : decodeQuoted(word.replaceAll('_', ' ')),
  )
}

function decodeQuoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** Returns the plain text part of a received mail. */
export const textOf = (mail: ReceivedMail): string => partOf(mail, /content-type: text\/plain/i)

/** Returns the HTML part of a received mail. */
export const htmlPartOf = (mail: ReceivedMail): string => partOf(mail, /content-type: text\/html/i)

function partOf({ raw }: ReceivedMail, type: RegExp): string {
  const part = raw.split(/\r\n--(?!=20\r)/).find((one) => type.test(one)) ?? ''
  const body = part.slice(part.indexOf('\r\n\r\n') + 4)
  if (/content-transfer-encoding: base64/i.test(part)) return Buffer.from(body, 'base64').toString('utf8')
  return decodeQuoted(body).replaceAll('\r\n', '\n')
}
