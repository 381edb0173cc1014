/** Picture inside a mail, shown by `cid:` and its id. */
export type InlineImage = { id: string; name: string; type: string; content: Buffer }

export type SmtpMessage = {
  from: { name: string; address: string }
  to: { name: string; address: string }
  replyTo: string | null
  subject: string
  text: string
  html: string
  /** Message-ID in angle brackets, like the references. It is the same on every try. */
  messageId: string
  references: string[]
  images: InlineImage[]
  /** HTTPS address for one-click unsubscribing (RFC 8058). */
  unsubscribe?: string | null
}

/**
 * Result of a delivery: refused is permanent (a 5xx about this mail), postponed worth a retry. `problem` quotes the
 * server.
 */
export type SmtpOutcome = { state: 'sent' } | { state: 'refused' | 'postponed'; problem: string }

const connectMs = 8_000
const idleMs = 15_000
/** Timeout of the whole delivery, however slowly the server continues. */
const totalMs = 30_000
/** Maximum duration of a try. After that no process is sending the mail. */
export const maxAttemptMs = totalMs + 5_000

/**
 * Sends one message to the server of `url` (smtp: or smtps:, with user and password) over its own connection, so that no
 * mail waits for another. Verifies certificates, and sends passwords only over TLS. Never rejects.
 */
export async function sendBySmtp(url: string, message: SmtpMessage): Promise<SmtpOutcome> {
  // Imported with the first mail, so that a start does not wait for it.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    url,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: idleMs,
    requireTLS: requiresTls(new URL(url)),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const { references, replyTo, unsubscribe, images, ...same } = message
  const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
  const oneClick = { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
  const headers = unsubscribe ? { ...automatic, ...oneClick } : automatic
  const sending = transport.sendMail({
    ...same,
    headers,
    attachments: images.map(({ id, name, type, content }) => ({
      cid: id,
      filename: name,
      contentType: type,
      contentDisposition: 'inline',
      content,
    })),
    ...(replyTo && { replyTo }),
    ...(references.length > 0 && { references, inReplyTo: references.at(-1) }),
  })
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not finished within ${totalMs / 1000} s`)), totalMs)
  })
  try {
    await Promise.race([sending, tooLong])
    return { state: 'sent' }
  } catch (error) {
    sending.catch(() => {})
    return outcomeOf(error as SmtpError)
  } finally {
    clearTimeout(timer)
    transport.close()
  }
}

/** Tells whether TLS is required: a password must not be sent in plain text, even if an attacker hides TLS support. */
function requiresTls({ username, hostname }: URL): boolean {
  return username !== '' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}

type SmtpError = Error & { code?: string; responseCode?: number; response?: string; command?: string }

/** Classifies an error. It is permanent when it concerns the recipient or content, not when it concerns us as the sender. */
function outcomeOf({ code, responseCode = 0, response, command, message }: SmtpError): SmtpOutcome {
  const isNoAddress = code === 'EENVELOPE' && command === 'API'
  const isAboutThisMail = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA')
  const problem = (response ?? message).slice(0, 500)
  return { state: isNoAddress || isAboutThisMail ? 'refused' : 'postponed', problem }
}
