import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { TextField } from '../../../../ui/field.tsx'
import { PickList } from '../../../../ui/pick-list.tsx'
import { agentsQuery } from '../../../data/agents.ts'
import { tagsQuery } from '../../../data/tags.ts'
import { teamsQuery } from '../../../data/teams.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useQueryError } from '../../../lib/query-language.ts'
import { useMe } from '../../../lib/session.ts'
import { defaultState, type TicketSearch, toggled, valuesOf } from '../filter.ts'
import type { FilterField } from './fields.tsx'
import classes from './filters.module.css'
import { PeriodPicker } from './period-picker.tsx'
import { type RecordName, recordChoicesQuery } from './queries.ts'

type Props = {
  field: FilterField
  search: TicketSearch
  /** `keepsOpen`: keeps the picker open for more values of the same filter. */
  onPick: (part: Partial<TicketSearch>, how?: { keepsOpen: boolean }) => void
}

/** Picker for the value of a filter. */
export function FieldPicker({ field, search, onPick }: Props) {
  const t = useT()
  const value = search[field.name]
  const set = (next: string | undefined) => onPick({ [field.name]: next })
  const label = t(field.label)
  const whenUnset = field.name === 'state' ? defaultState(search) : null
  if (field.by === 'several')
    return (
      <PickList
        label={label}
        options={field.options()}
        picked={valuesOf(value)}
        onPick={(each) => onPick({ [field.name]: toggled(value, each) }, { keepsOpen: true })}
        empty={t('pick.nothing')}
      />
    )
  if (field.by === 'one')
    return (
      <PickList
        label={label}
        options={field.options()}
        picked={value ?? whenUnset}
        onPick={(each) => set(each === value || each === whenUnset ? undefined : each)}
        empty={t('pick.nothing')}
      />
    )
  if (field.by === 'period')
    return (
      <PeriodPicker
        value={{ from: value, before: search[field.until] }}
        onPick={({ from, before }) => onPick({ [field.name]: from, [field.until]: before })}
      />
    )
  if (field.by === 'agent')
    return <AgentField label={label} value={value} none={field.none && t(field.none)} onPick={set} />
  if (field.by === 'team') return <TeamField label={label} value={value} onPick={set} />
  if (field.by === 'tag') return <TagField label={label} value={value} onPick={set} />
  if (field.by === 'words') return <WordsField label={label} value={value} onPick={set} />
  if (field.by === 'query') return <QueryField label={label} value={value} onPick={set} />
  return <RecordField label={label} record={field.record} value={value} onPick={set} />
}

type FieldProps = { label: string; value: string | undefined; onPick: (value: string | undefined) => void }

function AgentField({ label, value, none, onPick }: FieldProps & { none: string | undefined }) {
  const t = useT()
  const me = useMe()
  const { data = [], isPending } = useQuery(agentsQuery)
  const others = data.filter((agent) => agent.id !== me.id && (!agent.disabled || agent.id === value))
  return (
    <PickList
      label={label}
      options={[
        { value: 'me', label: t('pick.myself', { name: me.name }) },
        ...(none ? [{ value: 'none', label: none }] : []),
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      picked={value ?? null}
      onPick={onPick}
      busy={isPending}
      empty={t('pick.nobody')}
    />
  )
}

function TeamField({ label, value, onPick }: FieldProps) {
  const t = useT()
  const { data = [], isPending } = useQuery(teamsQuery)
  return (
    <PickList
      label={label}
      options={data.map(({ id, name }) => ({ value: id, label: name }))}
      picked={value ?? null}
      onPick={onPick}
      busy={isPending}
      empty={t('pick.nothing')}
    />
  )
}

function TagField({ label, value, onPick }: FieldProps) {
  const t = useT()
  const [text, setText] = useState('')
  const { data = [], isFetching } = useQuery(tagsQuery(text))
  return (
    <PickList
      label={label}
      options={data.map(({ name }) => ({ value: name, label: name }))}
      picked={value ?? null}
      onPick={onPick}
      onText={setText}
      busy={isFetching}
      empty={t('pick.nothing')}
    />
  )
}

function RecordField({ label, record, value, onPick }: FieldProps & { record: RecordName }) {
  const t = useT()
  const [text, setText] = useState('')
  const { data = [], isFetching } = useQuery({ ...recordChoicesQuery(record, text), placeholderData: keepPreviousData })
  return (
    <PickList
      label={label}
      options={data.map(({ id, name, hint }) => ({ value: id, label: name, hint }))}
      picked={value ?? null}
      onPick={onPick}
      onText={setText}
      busy={isFetching}
      empty={t('pick.nothing')}
    />
  )
}

function WordsField({ label, value = '', onPick }: FieldProps) {
  const t = useT()
  const [text, setText] = useState(value)
  function submit(event: FormEvent) {
    event.preventDefault()
    onPick(text.trim() || undefined)
  }
  return (
    <form className={classes.period} onSubmit={submit}>
      <TextField
        label={label}
        placeholder={t('filter.text_hint')}
        value={text}
        maxLength={200}
        data-autofocus
        onChange={(event) => setText(event.target.value)}
      />
      <Button look="primary" type="submit">
        {t('filter.apply')}
      </Button>
    </form>
  )
}

/** A search in the search language: one that cannot be read is not applied. */
function QueryField({ label, value = '', onPick }: FieldProps) {
  const t = useT()
  const [text, setText] = useState(value)
  const [tried, setTried] = useState(false)
  const error = useQueryError(text)
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!error) onPick(text.trim() || undefined)
  }
  return (
    <form className={classes.period} onSubmit={submit} noValidate>
      <TextField
        label={label}
        value={text}
        maxLength={2_000}
        error={(tried && error) || undefined}
        data-autofocus
        onChange={(event) => setText(event.target.value)}
      />
      <Button look="primary" type="submit">
        {t('filter.apply')}
      </Button>
    </form>
  )
}
