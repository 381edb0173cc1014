import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { dot } from '../../../browser/separator.ts'
import type { EquipmentRef } from '../../../contract/common.ts'
import type { Equipment } from '../../../contract/equipment.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Combo } from '../../../ui/combo.tsx'
import { equipmentQuery } from '../../data/equipment.ts'
import { useT } from '../../lib/i18n.tsx'
import { useMay } from '../../lib/session.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import type { CallDraft } from './draft.ts'
import classes from './machine-field.module.css'

type Props = {
  machines: readonly EquipmentRef[]
  /** Machine that the search for the caller matched, with the words that matched. */
  named: CallDraft['namedMachine']
  /** Machines of the caller, offered first and without typing. */
  callers: readonly EquipmentRef[]
  onToggle: (machine: EquipmentRef) => void
  /** Names of the machines to be created. */
  created: readonly string[]
  onCreated: (created: string[]) => void
  text: string
  onText: (text: string) => void
  error: string | undefined
  input: RefObject<HTMLInputElement | null>
}

const newId = 'new'

const refOf = ({ id, brand, model, serialNumber, location }: Equipment): EquipmentRef => ({
  id,
  label: [brand, model].filter(Boolean).join(' '),
  serialNumber,
  location,
})

export const placeOf = (machine: EquipmentRef) => [machine.serialNumber, machine.location].filter(Boolean).join(dot)

export function MachineField(props: Props) {
  const { machines, named, callers, onToggle, created, onCreated, text, onText, error, input } = props
  const t = useT()
  const mayCreate = useMay('equipment.edit')
  const asked = useDebounced(text)
  const { data, isPlaceholderData } = useQuery({
    ...equipmentQuery({ text: asked, limit: 8 }),
    enabled: text.trim() !== '',
  })
  const typed = text.trim()
  // Only once the results have arrived: Enter must not create a known machine.
  const isSought = asked === text && data !== undefined && !isPlaceholderData
  const found = typed === '' ? callers : (data ?? []).map(refOf)
  const offered = found.filter((machine) => !machines.some((attached) => attached.id === machine.id))

  return (
    <div className={classes.field}>
      <Combo
        label={t('call.machine')}
        placeholder={t('call.machine_hint')}
        text={text}
        onText={onText}
        error={error}
        input={input}
        eager
        options={[
          ...offered.map((machine) => ({ id: machine.id, label: machine.label, note: placeOf(machine) })),
          ...(typed && isSought && mayCreate ? [{ id: newId, label: t('call.create_machine', { name: typed }) }] : []),
        ]}
        onChoose={({ id }) => {
          const machine = offered.find((one) => one.id === id)
          if (machine) onToggle(machine)
          else if (!created.includes(typed)) onCreated([...created, typed])
          onText('')
        }}
      />
      {machines.length + created.length > 0 && (
        <ul className={classes.chosen}>
          {machines.map((machine) => (
            <li key={machine.id}>
              <span>
                {machine.label}
                {machine.location && (
                  <small>
                    {dot}
                    {machine.location}
                  </small>
                )}
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
          {created.map((name) => (
            <li key={name}>
              <span>
                {name}
                <small className={classes.why}>{t('call.machine_created')}</small>
              </span>
              <IconButton
                icon="close"
                label={t('call.remove', { name })}
                onClick={() => onCreated(created.filter((each) => each !== name))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
