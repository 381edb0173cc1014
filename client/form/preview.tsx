import { newKey } from '../../browser/new-key.ts'
import type { Locale } from '../../contract/enums.ts'
import type { PublicForm } from '../../contract/forms.ts'
import { Questions } from './questions.tsx'
import type { FormSending } from './sending.ts'
import { wordsIn } from './words.ts'

/** A form as it stands while somebody composes it. */
export type FormPreview = Pick<PublicForm, 'title' | 'intro' | 'fields' | 'consent'>

const never = () => new Promise<never>(() => {})

/** Calls nobody: what is chosen looks sent, and the form itself never goes. */
const sendsNothing: FormSending = {
  place: null,
  filesLastUntil: () => 0,
  begin() {},
  upload: async ({ name, size, type }) => ({ id: newKey(), name, size, type, hasPreview: false }),
  submit: never,
  another() {},
}

/** It works as on a web site, conditions and required answers included, and nothing leaves it. */
export function PreviewedForm({ form, locale }: { form: FormPreview; locale: Locale }) {
  const whole = { ...form, id: '', isOpen: true, organisation: '', fileLimit: 25_000_000 }
  return (
    <div class="page" lang={locale}>
      <Questions form={whole} sending={sendsNothing} known={null} t={wordsIn(locale)} onDone={null} />
    </div>
  )
}
