/** A picture that comes with a mail, shown by `cid:` and its id. */
export type InlineImage = { id: string; name: string; type: string; content: Buffer }

export type SmtpMessage = {
  from: { name: string; address: string }
  to: { name: string; address: string }
  replyTo: string | null
  subject: string
  text: string
  html: string
  /** In angle brackets, like those it refers to. The same on every try. */
  messageId: string
  references: string[]
  images: InlineImage[]
  /** The https address by which its reader says in one click that they want no more of them (RFC 8058). */
  unsubscribe?: string | null
}

/** refused: for good (a 5xx about this mail); postponed: worth another try. `problem` is the server's own words. */
export type SmtpOutcome = { state: 'sent' } | { state: 'refused' | 'postponed'; problem: string }

const connectMs = 8_000
const silenceMs = 15_000
/** However slowly it goes on talking. */
const wholeMs = 30_000
/** No try lasts longer: after that, nobody is sending it any more. */
export const longestTryMs = wholeMs + 5_000

/**
 * Gives one message to the server of `url` (smtp: or smtps:, user and password in it), over a connection of its own so
 * that no mail waits for another. Certificates are verified, passwords sent under TLS only. Never rejects.
 */
export async function sendBySmtp(url: string, message: SmtpMessage): Promise<SmtpOutcome> {
  // Read with the first mail, so that a start does not wait for it.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    url,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silenceMs,
    requireTLS: mustHide(new URL(url)),
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
    timer = setTimeout(() => reject(new Error(`no end within ${wholeMs / 1000} s`)), wholeMs)
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

/** A password never crosses a network in clear, even when somebody on the way hides that the server speaks TLS. */
function mustHide({ username, hostname }: URL): boolean {
  return username !== '' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}

type SmtpError = Error & { code?: string; responseCode?: number; response?: string; command?: string }

/** What the server says against this recipient or this content is final; against us (credentials, sender) it is not. */
function outcomeOf({ code, responseCode = 0, response, command, message }: SmtpError): SmtpOutcome {
  const isNoAddress = code === 'EENVELOPE' && command === 'API'
  const isAboutThisMail = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA')
  const problem = (response ?? message).slice(0, 500)
  return { state: isNoAddress || isAboutThisMail ? 'refused' : 'postponed', problem }
}
