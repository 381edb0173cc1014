import { sendFile } from '../../browser/send-file.ts'
import type { Upload } from '../../contract/attachments.ts'
import { addressOf, CallError, client } from '../../contract/client.ts'
import { forms } from '../../contract/endpoints/forms.ts'
import type { Locale } from '../../contract/enums.ts'
import type { NewClientSubmission, NewSubmission, SubmissionReceipt } from '../../contract/forms.ts'
import { kept } from './kept.ts'
import { solve } from './solve.ts'

export type Written = Pick<NewSubmission, 'answers' | 'attachmentIds' | 'consent' | 'website'> &
  Pick<NewClientSubmission, 'equipmentId' | 'projectId'>

/** How one sender sends one form, and where what they write is kept meanwhile. */
export type FormSubmitter = {
  /** null keeps nothing. */
  place: string | null
  /** End of the uploads, in milliseconds since 1970. */
  filesLastUntil: () => number
  /** To be called when somebody begins to write. */
  begin: () => void
  /** The same key sent again gets the first answer. */
  upload: (file: File, key: string, onSent: (bytes: number) => void) => Promise<Upload>
  submit: (written: Written, idempotencyKey: string) => Promise<SubmissionReceipt>
  /** Ends this submission: the next one is another. */
  another: () => void
}

/** Guichet takes for a robot's what is sent sooner. */
const humanMs = 2_100
/** Minimum time that a pass must still be valid for a form to begin with it. */
const leastMs = 10 * 60_000

/** @param askedAt of its challenge: milliseconds since 1970 */
type Pass = { pass: string; expiresAt: string; askedAt: number }
const lasts = ({ expiresAt }: Pass) => Date.parse(expiresAt) - leastMs > Date.now()

/** Opens the sending of a guest: a pass is earned once, beforehand, and used for files and the form, after a reload too. */
export function openSending(server: string, formId: string, locale: Locale): FormSubmitter {
  const language = { 'accept-language': locale }
  const params = { id: formId }
  const call = client({ base: server, headers: () => language })
  const passPlace = `${formId}.laissez-passer`
  const before = kept.read<Pass>(passPlace)
  let earned = before && lasts(before) ? before : null
  let pass: Promise<Pass> | null = earned && Promise.resolve(earned)

  async function earn(): Promise<Pass> {
    const challenge = await call(forms.challenge, { params })
    const askedAt = Date.now()
    const proof = await solve(challenge)
    earned = { ...(await call(forms.pass, { params, body: proof })), askedAt }
    kept.write(passPlace, earned)
    return earned
  }
  /** Begins at once, the first time; after a failure the next who asks begins anew. */
  function begin(): Promise<Pass> {
    pass ??= earn().catch((error) => {
      pass = null
      throw error
    })
    return pass
  }
  function another() {
    pass = null
    kept.write(passPlace, null)
  }
  const headersUnder = ({ pass: bearer }: Pass) => ({ ...language, authorization: `Bearer ${bearer}` })

  return {
    place: formId,
    filesLastUntil: () => (earned ? Date.parse(earned.expiresAt) - leastMs : 0),
    begin: () => void begin().catch(() => {}),
    async upload(file, key, onSent) {
      const address = server + addressOf(forms.upload, { params, query: { name: file.name } })
      const headers = { ...headersUnder(await begin()), 'idempotency-key': key }
      return sendFile({ file, address, headers, onSent }).done
    },
    async submit({ equipmentId: _, projectId: __, ...written }, idempotencyKey) {
      const given = await begin()
      // Words kept from before a reload may be sent at once: that is no robot.
      const early = Math.min(given.askedAt + humanMs - Date.now(), humanMs)
      await new Promise((resolve) => setTimeout(resolve, early))
      const send = client({ base: server, headers: () => headersUnder(given) })
      return send(forms.submit, { params, body: { ...written, locale } }, { idempotencyKey }).catch((error) => {
        // Left open for too long, or sent from another tab: the next try earns another.
        if (isPassOver(error)) another()
        throw error
      })
    },
    another,
  }
}

/** Whether a submission must be sent again under another pass. */
export const isPassOver = (error: unknown) =>
  error instanceof CallError && ['proof_refused', 'idempotency_mismatch'].includes(error.code)
