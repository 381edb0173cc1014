import { useEffect, useState } from 'preact/hooks'
import type { EquipmentRef } from '../../contract/common.ts'
import type { FormTranslate } from './form-translate.ts'

/** Maximum machines that are listed. More are searched. */
export const maxListedMachines = 20

const searchPauseMs = 250
/** Maximum results shown at once. */
const mostLines = 7
const nameOf = ({ label, serialNumber, location }: EquipmentRef) =>
  [label, serialNumber, location].filter(Boolean).join(', ')

/** Search among the machines of the sender's company. */
export type MachineSearch = (text: string) => Promise<EquipmentRef[]>

/** Code for machines, loaded for signed-in senders only. */
export type MachinePart = { MachineChoice: typeof MachineChoice; readMachine: typeof readMachine }

/** Parses an answer: `=ID NAME` for a chosen machine, `?WORDS` for another one. */
export function readMachine(
  value: string | undefined,
  t: FormTranslate,
): { equipmentId: string | null; words: string } {
  const chosen = /^=(\S+)/.exec(value ?? '')?.[1]
  if (chosen) return { equipmentId: chosen, words: '' }
  return { equipmentId: null, words: value?.startsWith('?') ? value.slice(1).trim() || t('machine.unknown') : '' }
}

type Props = {
  /** Label for screen readers. */
  label: string
  machines: EquipmentRef[]
  search: MachineSearch
  value: string
  t: FormTranslate
  onChange: (value: string) => void
}

/** Choice of one of the company's machines, with a search when there are many, or of another one in words. */
export function MachineChoice({ label, machines, search, value, t, onChange }: Props) {
  const [text, setText] = useState('')
  const [found, setFound] = useState(machines.slice(0, maxListedMachines))
  useEffect(() => {
    if (text.trim() === '') return setFound(machines.slice(0, maxListedMachines))
    let isOld = false
    const pause = setTimeout(() => {
      search(text).then(
        (items) => isOld || setFound(items),
        () => {},
      )
    }, searchPauseMs)
    return () => {
      isOld = true
      clearTimeout(pause)
    }
  }, [text, machines, search])

  const [, chosenId, chosenName] = /^=(\S+) (.*)/.exec(value) ?? []
  const isOther = value.startsWith('?')
  const isSearched = text.trim() !== ''
  const choose = (id: string) => {
    const machine = found.find((one) => one.id === id)
    if (machine) onChange(`=${id} ${nameOf(machine)}`)
    else if (id !== chosenId) onChange(id)
  }
  return (
    <>
      {machines.length > maxListedMachines && (
        <input
          type="search"
          placeholder={t('machine.search')}
          aria-label={t('machine.search')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      <select
        aria-label={label}
        size={isSearched ? Math.min(found.length + 2, mostLines) : 1}
        value={isOther ? '?' : (chosenId ?? '')}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {!isSearched && <option value="">{t('choose')}</option>}
        {chosenId && !found.some(({ id }) => id === chosenId) && <option value={chosenId}>{chosenName}</option>}
        {found.map((machine) => (
          <option key={machine.id} value={machine.id}>
            {nameOf(machine)}
          </option>
        ))}
        <option value="?">{t('machine.other')}</option>
      </select>
      {isOther && (
        <input
          placeholder={t('machine.which')}
          aria-label={t('machine.which')}
          maxLength={190}
          value={value.slice(1)}
          onInput={(event) => onChange(`?${event.currentTarget.value}`)}
        />
      )}
      {found.length === 0 && isSearched && <small role="status">{t('machine.none')}</small>}
    </>
  )
}
