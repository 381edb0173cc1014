import { newKey } from '../../browser/new-key.ts'
import type { Locale } from '../../contract/enums.ts'
import type { PublicForm } from '../../contract/forms.ts'
import type { SignedInSender } from './client-submitter.ts'
import { createFormTranslate } from './form-translate.ts'
import type { FormSubmitter } from './guest-submitter.ts'
import { MachineChoice, readMachine } from './machine.tsx'
import { Questions } from './questions.tsx'

/** Form in the editor, as a guest or a signed-in client sees it. */
export type FormPreview = Pick<PublicForm, 'title' | 'intro' | 'fields' | 'consent'> & {
  known: Pick<SignedInSender, 'name' | 'machines' | 'projects'> | null
}

const machine = { MachineChoice, readMachine }

const never = () => new Promise<never>(() => {})

/** Submitter that calls no server: files look sent, and the form is never submitted. */
const sendsNothing: FormSubmitter = {
  place: null,
  filesLastUntil: () => 0,
  begin() {},
  upload: async ({ name, size, type }) => ({ id: newKey(), name, size, type, hasPreview: false }),
  submit: never,
  another() {},
}

/** Form that works as on a website, conditions and required answers included, but sends nothing. */
export function PreviewedForm({ form: { known, ...form }, locale }: { form: FormPreview; locale: Locale }) {
  const whole = { ...form, id: '', isOpen: true, organisation: '', fileLimit: 25_000_000 }
  return (
    <div class="page" lang={locale}>
      <Questions
        // A change of the sender resets the answers.
        key={known ? 'client' : 'guest'}
        form={whole}
        sending={sendsNothing}
        known={known && { ...known, id: '', session: '', search: async () => known.machines, machine }}
        t={createFormTranslate(locale)}
        onDone={null}
      />
    </div>
  )
}
