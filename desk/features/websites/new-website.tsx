import { type FormEvent, useState } from 'react'
import type { WithSecret } from '../../../contract/websites.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { errorText, listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { type WebsiteFields as Typed, useCreateWebsite } from './queries.ts'
import { WebsiteFields } from './website-fields.tsx'
import { WebsiteKeys } from './website-keys.tsx'

/** Dialog for a new website, then the values to copy there. The secret is shown only this once. */
export function NewWebsite({ onClose }: { onClose: () => void }) {
  const t = useT()
  const [made, setMade] = useState<WithSecret | null>(null)
  return (
    <Dialog
      opened
      onClose={onClose}
      title={made ? made.website.name : t('websites.new')}
      closeLabel={t('shell.close')}
      closeOnClickOutside={false}
    >
      {made ? (
        <DialogBody>
          <WebsiteKeys website={made.website} secret={made.secret} />
          <DialogActions>
            <Button look="primary" onClick={onClose}>
              {t('websites.copied_all')}
            </Button>
          </DialogActions>
        </DialogBody>
      ) : (
        <Fields onMade={setMade} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Fields({ onMade, onClose }: { onMade: (made: WithSecret) => void; onClose: () => void }) {
  const t = useT()
  const [fields, setFields] = useState<Typed>({ name: '', origin: '', verifiesAddresses: false, portalUrl: null })
  const create = useCreateWebsite(onMade)
  const refused = listInvalidFields(create.error)
  function submit(event: FormEvent) {
    event.preventDefault()
    create.mutate(fields)
  }
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <WebsiteFields fields={fields} refused={refused} onChange={setFields} />
        {create.error && refused.length === 0 && <FormError>{errorText(create.error)}</FormError>}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button look="primary" type="submit" busy={create.isPending}>
            {t('websites.create')}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  )
}
