import type { EquipmentRef } from '../../../contract/common.ts'
import type { CallerCard } from '../../../contract/contacts.ts'
import { Kbd } from '../../../ui/kbd.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useT } from '../../lib/i18n.tsx'
import { useCallerCard } from './caller-card.ts'
import { CallerMachines } from './caller-machines.tsx'
import classes from './caller-pane.module.css'
import { CallerTickets } from './caller-tickets.tsx'

type Props = {
  /** Chosen or highlighted caller. */
  contactId: string | null
  /** Name of a contact that is created with the call. */
  newcomer: string | null
  title: string
  machines: readonly EquipmentRef[]
  onToggle: (machine: EquipmentRef) => void
}

/** Pane of what an operator needs while talking: the caller, their open tickets, their machines. */
export function CallerPane({ contactId, newcomer, title, machines, onToggle }: Props) {
  const t = useT()
  const data = useCallerCard(contactId)
  return (
    <section className={classes.pane} aria-label={t('call.pane')}>
      {newcomer !== null ? (
        <div className={classes.who}>
          <h3>{newcomer || t('call.unknown')}</h3>
          <p>{t('call.newcomer')}</p>
        </div>
      ) : contactId === null ? (
        <Nobody />
      ) : data ? (
        <>
          <Who card={data} />
          <CallerTickets tickets={data.openTickets} title={title} />
          <CallerMachines machines={data.machines} attached={machines} onToggle={onToggle} />
        </>
      ) : (
        <div className={classes.waiting} role="status" aria-label={t('shell.loading')}>
          <Skeleton width={60} height={14} />
          <Skeleton width={90} />
          <Skeleton width={75} />
          <Skeleton width={85} />
        </div>
      )}
    </section>
  )
}

function Nobody() {
  const t = useT()
  return (
    <div className={classes.nobody}>
      <h3>{t('call.pane_empty_title')}</h3>
      <p>{t('call.pane_empty')}</p>
      <dl>
        <div>
          <dt>
            <Kbd>↓</Kbd> <Kbd>↑</Kbd>
          </dt>
          <dd>{t('call.pane_keys_move')}</dd>
        </div>
        <div>
          <dt>
            <Kbd>↵</Kbd>
          </dt>
          <dd>{t('call.pane_keys_choose')}</dd>
        </div>
        <div>
          <dt>
            <Kbd>Ctrl ↵</Kbd>
          </dt>
          <dd>{t('call.pane_keys_create')}</dd>
        </div>
      </dl>
    </div>
  )
}

function Who({ card: { contact, company } }: { card: CallerCard }) {
  const address = company?.address.split('\n').filter(Boolean).join(', ')
  return (
    <div className={classes.who}>
      <h3>{company?.name ?? contact.name}</h3>
      {address && <p>{address}</p>}
      {company?.notes && <p className={classes.notes}>{company.notes}</p>}
      {contact.notes && <p className={classes.notes}>{contact.notes}</p>}
    </div>
  )
}
