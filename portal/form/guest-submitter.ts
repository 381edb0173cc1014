import { sendFile, type TransferOptions } from '../../browser/send-file.ts'
import type { Upload } from '../../contract/attachments.ts'
import { addressOf, CallError, client } from '../../contract/client.ts'
import { forms } from '../../contract/endpoints/forms.ts'
import type { Locale } from '../../contract/enums.ts'
import type { NewClientSubmission, NewSubmission, SubmissionReceipt } from '../../contract/forms.ts'
import { solveChallenge } from './solve-challenge.ts'
import { tabStorage } from './tab-storage.ts'

export type SubmissionContent = Pick<NewSubmission, 'answers' | 'attachmentIds' | 'consent' | 'website'> &
  Pick<NewClientSubmission, 'equipmentId' | 'projectId'>

/** Sends a form for one sender, and names the storage of unsent text. */
export type FormSubmitter = {
  /** Storage key; null stores nothing. */
  place: string | null
  /** Expiry of uploads, in milliseconds since 1970. */
  filesLastUntil: () => number
  /** Prepares the submission when somebody begins to write. */
  begin: () => void
  /** Uploads a file. A repeated key gets the first response. */
  upload: (file: File, key: string, options: TransferOptions) => Promise<Upload>
  submit: (written: SubmissionContent, idempotencyKey: string) => Promise<SubmissionReceipt>
  /** Starts another submission. */
  another: () => void
}

/** Minimum time before sending: anything faster looks like a robot. */
const humanMs = 2_100
/** Minimum remaining validity of a pass when a form begins. */
const leastMs = 10 * 60_000

/** @param askedAt of its challenge: milliseconds since 1970 */
type Pass = { pass: string; expiresAt: string; askedAt: number }
const lasts = ({ expiresAt }: Pass) => Date.parse(expiresAt) - leastMs > Date.now()

/** Creates the submitter of a guest. A pass is obtained once, and used for files and the form, after a reload too. */
export function createGuestSubmitter(server: string, formId: string, locale: Locale): FormSubmitter {
  const language = { 'accept-language': locale }
  const params = { id: formId }
  const call = client({ base: server, headers: () => language })
  const passPlace = `${formId}.laissez-passer`
  const before = tabStorage.read<Pass>(passPlace)
  let earned = before && lasts(before) ? before : null
  let pass: Promise<Pass> | null = earned && Promise.resolve(earned)

  async function earn(): Promise<Pass> {
    const challenge = await call(forms.challenge, { params })
    const askedAt = Date.now()
    const proof = await solveChallenge(challenge)
    earned = { ...(await call(forms.pass, { params, body: proof })), askedAt }
    tabStorage.write(passPlace, earned)
    return earned
  }
  /** Obtains the pass once; after a failure the next call tries again. */
  function begin(): Promise<Pass> {
    pass ??= earn().catch((error) => {
      pass = null
      throw error
    })
    return pass
  }
  function another() {
    pass = null
    tabStorage.write(passPlace, null)
  }
  const headersUnder = ({ pass: bearer }: Pass) => ({ ...language, authorization: `Bearer ${bearer}` })

  return {
    place: formId,
    filesLastUntil: () => (earned ? Date.parse(earned.expiresAt) - leastMs : 0),
    begin: () => void begin().catch(() => {}),
    async upload(file, key, options) {
      const address = server + addressOf(forms.upload, { params, query: { name: file.name } })
      const headers = { ...headersUnder(await begin()), 'idempotency-key': key }
      return sendFile({ file, address, headers, ...options })
    },
    async submit({ equipmentId: _, projectId: __, ...written }, idempotencyKey) {
      const given = await begin()
      // After a reload, stored text may be sent without this delay.
      const early = Math.min(given.askedAt + humanMs - Date.now(), humanMs)
      await new Promise((resolve) => setTimeout(resolve, early))
      const send = client({ base: server, headers: () => headersUnder(given) })
      return send(forms.submit, { params, body: { ...written, locale } }, { idempotencyKey }).catch((error) => {
        // The form was open for too long, or sent from another tab: the next attempt obtains a new pass.
        if (isPassExpired(error)) another()
        throw error
      })
    },
    another,
  }
}

/** Tells whether a submission must be sent again with a new pass. */
export const isPassExpired = (error: unknown) =>
  error instanceof CallError && ['proof_refused', 'idempotency_mismatch'].includes(error.code)
