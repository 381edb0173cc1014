import { type Sending, sendFile } from '../../browser/send-file.ts'
import { addressOf, CallError, client } from '../../contract/client.ts'
import type { Locale } from '../../contract/enums.ts'
import { forms, type NewSubmission } from '../../contract/forms.ts'
import { solve } from './solve.ts'

/** Guichet takes for a robot's what is sent sooner. */
const humanMs = 2_100

/** One form at one Guichet, as a guest calls it: a pass is earned once, beforehand, and used for files and the form. */
export function openSending(server: string, formId: string, locale: Locale) {
  const language = { 'accept-language': locale }
  const params = { id: formId }
  const call = client({ base: server, headers: () => language })
  let pass: Promise<string> | null = null
  let askedAt = 0

  async function earn(): Promise<string> {
    const challenge = await call(forms.challenge, { params })
    askedAt = performance.now()
    const proof = await solve(challenge)
    return (await call(forms.pass, { params, body: proof })).pass
  }
  /** Begins at once, the first time; after a failure the next who asks begins anew. */
  function begin(): Promise<string> {
    pass ??= earn().catch((error) => {
      pass = null
      throw error
    })
    return pass
  }
  const withPass = async () => ({ ...language, authorization: `Bearer ${await begin()}` })

  return {
    read: () => call(forms.read, { params }),
    begin: () => void begin().catch(() => {}),
    async upload(file: File, onSent: (bytes: number) => void) {
      const address = server + addressOf(forms.upload, { params, query: { name: file.name } })
      const sending: Sending = sendFile({ file, address, headers: await withPass(), onSent })
      return sending.done
    },
    async submit(body: Partial<NewSubmission> & Pick<NewSubmission, 'answers'>, idempotencyKey: string) {
      const headers = await withPass()
      // Words kept from before a reload may be sent at once: that is no robot.
      await new Promise((resolve) => setTimeout(resolve, askedAt + humanMs - performance.now()))
      const send = client({ base: server, headers: () => headers })
      return send(forms.submit, { params, body }, { idempotencyKey }).catch((error) => {
        // Left open for too long: the next try earns another.
        if (error instanceof CallError && error.code === 'proof_refused') pass = null
        throw error
      })
    },
    /** A pass serves for one submission. */
    another() {
      pass = null
    },
  }
}
export type FormSending = ReturnType<typeof openSending>
