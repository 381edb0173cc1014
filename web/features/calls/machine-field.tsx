import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EquipmentRef } from '../../../contract/common.ts'
import type { Equipment } from '../../../contract/equipment.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Combo } from '../../../ui/combo.tsx'
import { useT } from '../../lib/i18n.tsx'
import { useDebounced } from '../../lib/use-debounced.ts'
import type { CallDraft } from './draft.ts'
import classes from './machine-field.module.css'
import { machinesQuery } from './queries.ts'

type Props = {
  machines: readonly EquipmentRef[]
  /** The one that came with the caller, and why. */
  named: CallDraft['namedMachine']
  /** Those of the caller, offered first and without typing. */
  callers: readonly EquipmentRef[]
  onToggle: (machine: EquipmentRef) => void
}

const refOf = ({ id, brand, model, serialNumber, location }: Equipment): EquipmentRef => ({
  id,
  label: [brand, model].filter(Boolean).join(' '),
  serialNumber,
  location,
})

export const placeOf = (machine: EquipmentRef) => [machine.serialNumber, machine.location].filter(Boolean).join(' · ')

export function MachineField({ machines, named, callers, onToggle }: Props) {
  const t = useT()
  const [text, setText] = useState('')
  const { data } = useQuery({ ...machinesQuery(useDebounced(text), undefined), enabled: text.trim() !== '' })
  const found = text.trim() === '' ? callers : (data?.items ?? []).map(refOf)
  const offered = found.filter((machine) => !machines.some((attached) => attached.id === machine.id))

  return (
    <div className={classes.field}>
      <Combo
        label={t('call.machine')}
        placeholder={t('call.machine_hint')}
        text={text}
        onText={setText}
        eager
        options={offered.map((machine) => ({ id: machine.id, label: machine.label, note: placeOf(machine) }))}
        onChoose={({ id }) => {
          const machine = offered.find((one) => one.id === id)
          if (machine) onToggle(machine)
          setText('')
        }}
      />
      {machines.length > 0 && (
        <ul className={classes.chosen}>
          {machines.map((machine) => (
            <li key={machine.id}>
              <span>
                {machine.label}
                {machine.location && <small> · {machine.location}</small>}
                {machine.id === named?.id && (
                  <small className={classes.why} role="status">
                    {t('call.named_machine', { text: named.text })}
                  </small>
                )}
              </span>
              <IconButton
                icon="close"
                label={t('call.remove', { name: machine.label })}
                onClick={() => onToggle(machine)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
