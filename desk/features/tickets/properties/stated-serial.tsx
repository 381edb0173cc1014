import type { TicketView } from '../../../../contract/tickets.ts'
import { FormError } from '../../../../ui/form-error.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import classes from '../../../lib/stated-company.module.css'
import { changeFields } from '../changes/requests.ts'
import { useTicketChange } from '../changes/use-ticket-change.ts'

type Props = { ticket: TicketView; stated: NonNullable<TicketView['statedSerial']> }

/** Serial number named by an outside sender, with a button that adds its machine to the ticket. */
export function StatedSerial({ ticket, stated: { number, found } }: Props) {
  const t = useT()
  const before = ticket.equipment.map(({ id }) => id)
  const change = useTicketChange<{ version: number; equipmentIds: string[] }>(ticket.number, {
    send: ({ version, equipmentIds }) => changeFields(ticket, version, { equipmentIds }),
  })
  function add(machine: NonNullable<typeof found>) {
    change.mutate(
      { version: ticket.version, equipmentIds: [...before, machine.id] },
      {
        onSuccess: ({ version }) =>
          toast({
            text: t('stated.added', { name: machine.label }),
            action: { label: t('stated.undo'), run: () => change.mutate({ version, equipmentIds: before }) },
          }),
      },
    )
  }
  return (
    <div className={classes.stated}>
      <span>{t('stated.serial', { number })}</span>
      {found && ticket.can.edit && (
        <button type="button" className={classes.button} disabled={change.isPending} onClick={() => add(found)}>
          {t('stated.add', { name: found.label })}
        </button>
      )}
      {change.error && <FormError>{errorText(change.error)}</FormError>}
    </div>
  )
}
