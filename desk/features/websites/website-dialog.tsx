import { type FormEvent, useState } from 'react'
import type { Website } from '../../../contract/websites.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText, listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useChangeWebsite } from './queries.ts'
import { WebsiteFields } from './website-fields.tsx'
import { WebsiteKeys } from './website-keys.tsx'
import { WebsiteState } from './website-state.tsx'
import { WebsiteTrust } from './website-trust.tsx'

/** Dialog with the state and the settings of a website. */
export function WebsiteDialog({ website, onClose }: { website: Website; onClose: () => void }) {
  const t = useT()
  const { name, origin, verifiesAddresses, portalUrl, version } = website
  const [fields, setFields] = useState({ name, origin, verifiesAddresses, portalUrl })
  const [secret, setSecret] = useState<string | null>(null)
  const change = useChangeWebsite(website.id, () => {
    onClose()
    toast({ text: t('settings.saved') })
  })
  const refused = listInvalidFields(change.error)
  function submit(event: FormEvent) {
    event.preventDefault()
    change.mutate({ ...fields, version })
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={name}
      aside={<WebsiteState website={website} />}
      closeLabel={t('shell.close')}
      closeOnClickOutside={secret === null}
    >
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <WebsiteFields
            fields={fields}
            refused={refused}
            onChange={(next) => setFields({ ...fields, ...next } as typeof fields)}
          />
          <WebsiteKeys website={website} secret={secret} />
          <WebsiteTrust website={website} onSecret={setSecret} onRemoved={onClose} />
          {change.error && refused.length === 0 && <FormError>{errorText(change.error)}</FormError>}
          <DialogActions>
            <Button look="quiet" onClick={onClose}>
              {t('shell.cancel')}
            </Button>
            <Button look="primary" type="submit" busy={change.isPending}>
              {t('shell.save')}
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </Dialog>
  )
}
