import { forms } from '../../../contract/forms.ts'
import type { UploadLimits } from '../../../contract/limits.ts'
import { portal } from '../../../contract/portal.ts'
import type { Files } from '../../platform/files/store.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { identifySender } from '../../platform/http/sender.ts'
import { uploadUnderPass } from '../attachments/index.ts'
import {
  confirmAddress,
  type GuestContactConfig,
  renewConfirmation,
  requestAddressConfirmation,
} from './confirm-address.ts'
import { changeForm, createForm, listForms, readCountedForm, readPublicForm, requireOpenForm } from './forms.ts'
import { countQuarantine, listQuarantine } from './list-quarantine.ts'
import { issuePass, requirePass } from './passes.ts'
import { issueChallenge } from './proof.ts'
import { removeForm, restoreForm } from './removed-forms.ts'
import { acceptQuarantined, discardManyQuarantined, discardQuarantined } from './settle-quarantined.ts'
import { submitAsClient } from './submit-as-client.ts'
import { submitAsGuest } from './submit-as-guest.ts'

type FormOptions = {
  files: Files
  limits: UploadLimits
  /** Signs proofs of work. */
  proofSecret: string
  /** Hashes the addresses that requests come from. */
  senderSecret: string
  guestContact: GuestContactConfig
}

export function mountForms(
  mounting: MountContext,
  { files, limits, proofSecret, senderSecret, guestContact }: FormOptions,
): void {
  mount(mounting, forms.read, (ctx, { params }) => readPublicForm(ctx.db, params.id, files.limit))
  mount(
    mounting,
    forms.challenge,
    async (ctx, { params }) => {
      await requireOpenForm(ctx.db, params.id)
      return issueChallenge(proofSecret, params.id)
    },
    { attemptsPerMinute: 60, of: ({ params }) => params.id },
  )
  mount(mounting, forms.pass, (ctx, { params, body }) => issuePass(ctx.db, proofSecret, params.id, body), {
    attemptsPerMinute: 60,
    of: ({ params }) => params.id,
  })
  mount(
    mounting,
    forms.upload,
    async (ctx, { params, query, body }, { request }) => {
      const pass = await requirePass(ctx.db, params.id, request.headers.authorization)
      const declaredSize = Number(request.headers['content-length'] ?? Number.NaN)
      const upload = { ...query, bytes: body, declaredSize: Number.isNaN(declaredSize) ? null : declaredSize }
      const sender = identifySender(request.ip, senderSecret)
      return uploadUnderPass(ctx, files, { passId: pass.id, sender, limits }, upload)
    },
    { attemptsPerMinute: 60, of: ({ params }) => params.id },
  )
  mount(
    mounting,
    forms.submit,
    (ctx, { params, body }, { request }) => {
      const { authorization } = request.headers
      const sender = identifySender(request.ip, senderSecret)
      return submitAsGuest(ctx, { formId: params.id, authorization, sender, guestContact }, body)
    },
    { attemptsPerMinute: 60, of: ({ params }) => params.id },
  )
  mount(mounting, portal.askAddress, (ctx, { body }) => requestAddressConfirmation(ctx, guestContact, body.email), {
    attemptsPerMinute: 5,
    of: (_input, { session }) => session?.id ?? '',
  })
  mount(
    mounting,
    portal.confirmAddress,
    async (ctx, { body }) => {
      const confirmed = await confirmAddress(ctx, body.token)
      // Drops cached sessions: the secret link may have ended.
      mounting.clients.clearCache()
      return confirmed
    },
    { attemptsPerMinute: 10, of: ({ body }) => body.token },
  )
  mount(mounting, portal.askConfirmationAgain, (ctx, { body }) => renewConfirmation(ctx, guestContact, body.token), {
    attemptsPerMinute: 5,
    of: ({ body }) => body.token,
  })
  mount(mounting, forms.submitAsClient, (ctx, { params, body }) => submitAsClient(ctx, params.id, body), {
    attemptsPerMinute: 60,
    of: ({ params }) => params.id,
  })
  mount(mounting, forms.list, (ctx) => listForms(ctx.db))
  mount(mounting, forms.create, (ctx, { body }) => createForm(ctx, body))
  mount(mounting, forms.change, (ctx, { params, body }) => changeForm(ctx, params.id, body))
  mount(mounting, forms.remove, (ctx, { params }) => removeForm(ctx, params.id))
  mount(mounting, forms.restore, async (ctx, { params }) => {
    await restoreForm(ctx, params.id)
    return readCountedForm(ctx.db, params.id)
  })
  mount(mounting, forms.quarantine, (ctx, { query }) => listQuarantine(ctx.db, query))
  mount(mounting, forms.countQuarantine, (ctx) => countQuarantine(ctx.db))
  mount(mounting, forms.accept, (ctx, { params }) => acceptQuarantined(ctx, params.id, guestContact))
  mount(mounting, forms.discard, (ctx, { params }) => discardQuarantined(ctx, params.id))
  mount(mounting, forms.discardMany, (ctx, { body }) => discardManyQuarantined(ctx, body.ids))
}
