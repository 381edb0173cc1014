import { type FormEvent, useState } from 'react'
import type { CompanyRef, SiteRef } from '../../../contract/common.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText, listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './create-record.module.css'
import { useCreateRecord } from './queries.ts'
import { RecordField } from './record-field.tsx'
import { blankValues, parameterName, type RecordKind, type RecordValues } from './record-kind.ts'

type Props = {
  kind: RecordKind
  opened: boolean
  company?: CompanyRef | null
  site?: SiteRef | null
  onClose: () => void
  onCreated: (id: string) => void
}

export function CreateRecord({ kind, opened, company = null, site = null, onClose, onCreated }: Props) {
  const t = useT()
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t(`record.${kind.name}.create`)}
      closeLabel={t('shell.close')}
      closeOnClickOutside={false}
    >
      <CreateForm kind={kind} company={company} site={site} onClose={onClose} onCreated={onCreated} />
    </Dialog>
  )
}

function CreateForm({ kind, company = null, site = null, onClose, onCreated }: Omit<Props, 'opened'>) {
  const t = useT()
  const [values, setValues] = useState<RecordValues>(() => blankValues(kind, company, site))
  const create = useCreateRecord(kind, (id) => {
    onClose()
    toast({ text: t('record.created', { title: kind.title(values) }) })
    onCreated(id)
  })
  const refused = listInvalidFields(create.error)

  function submit(event: FormEvent) {
    event.preventDefault()
    create.mutate(values)
  }

  return (
    <form onSubmit={submit}>
      <DialogBody>
        <div className={classes.fields}>
          {kind.fields.map((field, index) => (
            <RecordField
              key={field.name}
              field={field}
              values={values}
              refused={refused.includes(parameterName(field))}
              onChange={setValues}
              first={index === 0}
            />
          ))}
        </div>
        {create.error && refused.length === 0 && <FormError>{errorText(create.error)}</FormError>}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button look="primary" type="submit" busy={create.isPending}>
            {t(`record.${kind.name}.create_it`)}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  )
}
