import type { ComponentChildren } from 'preact'
import type { ProjectRef } from '../../contract/common.ts'
import { criticalities, ticketKinds } from '../../contract/enum-values.ts'
import type { FormField } from '../../contract/forms.ts'
import type { FormTranslate } from './form-translate.ts'

type Props = {
  field: FormField
  value: string
  problem: string | undefined
  t: FormTranslate
  onChange: (value: string) => void
  /** Projects of a signed-in client. */
  projects: ProjectRef[]
  /** Control for answers that need more than one input: files, machines. */
  children?: ComponentChildren
}

const types: Partial<
  Record<FormField['kind'], ['text' | 'email' | 'tel', 'name' | 'email' | 'tel' | 'organization' | 'on']>
> = {
  name: ['text', 'name'],
  email: ['email', 'email'],
  phone: ['tel', 'tel'],
  company: ['text', 'organization'],
}

/** Question with its help text and problem. */
export function Field({ field, value, problem, t, projects, onChange, children }: Props) {
  const { id, kind, label, help, required } = field
  const described = [help && `${id}-help`, problem && `${id}-wrong`].filter(Boolean).join(' ') || undefined
  const common = { id, 'aria-describedby': described, 'aria-invalid': problem ? true : undefined, required }
  const said = (
    <>
      {help && <small id={`${id}-help`}>{help}</small>}
      {problem && (
        <small id={`${id}-wrong`} class="wrong">
          {problem}
        </small>
      )}
    </>
  )
  if (kind === 'checkbox')
    return (
      <div class="field">
        <label class="choice">
          <input
            {...common}
            type="checkbox"
            checked={value === 'yes'}
            onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : '')}
          />
          {label}
        </label>
        {said}
      </div>
    )
  const title = (
    <>
      {label} {!required && <i>{t('optional')}</i>}
    </>
  )
  if (children)
    return (
      <fieldset class="field" id={id} tabIndex={-1} aria-describedby={described}>
        <legend>{title}</legend>
        {said}
        {children}
      </fieldset>
    )
  const options = optionsOf(field, projects, t)
  const [type, autocomplete] = types[kind] ?? (['text', 'on'] as const)
  const onInput = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value)
  return (
    <div class="field">
      <label for={id}>{title}</label>
      {said}
      {options ? (
        <select {...common} value={value} onChange={onInput}>
          <option value="">{t(kind === 'project' && !required ? 'project.none' : 'choose')}</option>
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      ) : kind === 'description' || kind === 'text' ? (
        <textarea {...common} rows={5} maxLength={20_000} value={value} onInput={onInput} />
      ) : (
        <input
          {...common}
          type={type as 'text'}
          autocomplete={autocomplete}
          maxLength={kind === 'line' ? 1_000 : 200}
          value={value}
          onInput={onInput}
        />
      )}
    </div>
  )
}

function optionsOf({ kind, options }: FormField, projects: ProjectRef[], t: FormTranslate): [string, string][] | null {
  if (kind === 'choice') return options.map((option) => [option, option])
  if (kind === 'project') return projects.map(({ id, name }) => [id, name])
  if (kind === 'kind') return ticketKinds.map((one) => [one, t(`kind.${one}`)])
  if (kind === 'criticality') return criticalities.map((one) => [one, t(`criticality.${one}`)])
  return null
}
