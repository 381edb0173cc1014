import type { StatedCompany as Stated } from '../../contract/common.ts'
import { FormError } from '../../ui/form-error.tsx'
import { toast } from '../../ui/toast.tsx'
import { api, call } from './api.ts'
import { errorText } from './errors.ts'
import { useT } from './i18n.tsx'
import { useMay } from './session.ts'
import classes from './stated-company.module.css'
import { useWrite } from './use-write.ts'

type Props = { contact: { id: string; version: number }; stated: Stated }

/** Company named by an outside sender, with a button to link the contact to it. */
export function StatedCompany({ contact, stated: { name, found } }: Props) {
  const t = useT()
  const mayAttach = useMay('contacts.edit')
  const set = (body: { version: number; companyId?: string; companyName?: string }) =>
    call(api.contacts.setCompany, { params: { id: contact.id }, body })
  const subjects = ['contact', 'company', 'ticket']
  const undo = useWrite(
    subjects,
    (version: number) => set({ version }),
    () => {},
    'toast',
  )
  const attach = useWrite(
    subjects,
    () => set({ version: contact.version, ...(found ? { companyId: found.id } : { companyName: name }) }),
    ({ version, company }) =>
      toast({
        text: t('stated.attached', { name: company?.name ?? name }),
        action: { label: t('stated.undo'), run: () => undo.mutate(version) },
      }),
  )
  return (
    <div className={classes.stated}>
      <span>{t('stated.company', { name })}</span>
      {mayAttach && (
        <button
          type="button"
          className={classes.button}
          disabled={attach.isPending}
          onClick={() => attach.mutate(undefined)}
        >
          {found ? t('stated.attach', { name: found.name }) : t('stated.create')}
        </button>
      )}
      {attach.error && <FormError>{errorText(attach.error)}</FormError>}
    </div>
  )
}
