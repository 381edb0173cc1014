import type { EquipmentRef } from '../../../contract/common.ts'
import { Icon } from '../../../ui/icon.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './caller-pane.module.css'

type Props = {
  machines: readonly EquipmentRef[]
  attached: readonly EquipmentRef[]
  onToggle: (machine: EquipmentRef) => void
}

export function CallerMachines({ machines, attached, onToggle }: Props) {
  const t = useT()
  if (machines.length === 0) return <p className={classes.group}>{t('call.no_machines')}</p>
  return (
    <>
      <h4 className={classes.group}>{t('call.machines')}</h4>
      <ul>
        {machines.map((machine) => {
          const on = attached.some((one) => one.id === machine.id)
          return (
            <li key={machine.id} className={classes.item}>
              <button
                type="button"
                className={classes.machine}
                aria-pressed={on}
                title={t(on ? 'call.detach' : 'call.attach', { machine: machine.label })}
                onClick={() => onToggle(machine)}
              >
                <span>{machine.label}</span>
                <span className={classes.number}>{on ? <Icon name="check" /> : machine.location}</span>
                {machine.serialNumber && <small>{machine.serialNumber}</small>}
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}
