import { queryOptions, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { dot } from '../../../browser/separator.ts'
import type { ApiKey } from '../../../contract/api-keys.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { useChangeOrganisation } from '../../data/organisation.ts'
import { api, call } from '../../lib/api.ts'
import { useDates, useNow } from '../../lib/dates.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { useWrite } from '../../lib/use-write.ts'
import classes from './api-keys.module.css'

const keyListQuery = queryOptions({
  queryKey: ['api_key', 'list'],
  queryFn: ({ signal }) => call(api.apiKeys.list, {}, { signal }),
})

/** Page of the API keys: created, shown once, removed. */
export function ApiKeysPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(keyListQuery)
  if (!data) return <Loading error={error} onRetry={refetch} rows={3} />
  return (
    <>
      <p className={classes.words}>{t('api_keys.words')}</p>
      <Description isPublic={data.descriptionPublic} />
      <NewKey />
      {data.items.length === 0 ? (
        <p className={classes.words}>{t('api_keys.none')}</p>
      ) : (
        <ul>
          {data.items.map((key) => (
            <Row key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
    </>
  )
}

const lengths = [30, 90, 180, 365] as const

/** Link to the API description, with the setting that makes it public. */
function Description({ isPublic }: { isPublic: boolean }) {
  const t = useT()
  const change = useChangeOrganisation(() => {})
  return (
    <div className={classes.description}>
      <a href="/api/docs" target="_blank" rel="noreferrer">
        {t('api_keys.description')}
      </a>
      <label className={classes.choice}>
        <input
          type="checkbox"
          checked={(change.isPending ? change.variables.apiDescriptionPublic : undefined) ?? isPublic}
          disabled={change.isPending}
          onChange={(event) => change.mutate({ apiDescriptionPublic: event.target.checked })}
        />
        {t('api_keys.description_public')}
      </label>
      {change.error && <FormError>{errorText(change.error)}</FormError>}
    </div>
  )
}

function NewKey() {
  const t = useT()
  const [name, setName] = useState('')
  const [days, setDays] = useState(365)
  const create = useWrite(
    ['api_key'],
    () => call(api.apiKeys.create, { body: { name, days } }),
    () => setName(''),
  )
  function submit(event: FormEvent) {
    event.preventDefault()
    create.mutate(undefined)
  }
  return (
    <form className={classes.new} onSubmit={submit}>
      <TextField
        label={t('api_keys.name')}
        hint={t('api_keys.name_hint')}
        value={name}
        maxLength={100}
        autoComplete="off"
        required
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField label={t('api_keys.lasts')} value={days} onChange={({ target }) => setDays(Number(target.value))}>
        {lengths.map((length) => (
          <option key={length} value={length}>
            {t('api_keys.days', { count: length })}
          </option>
        ))}
      </SelectField>
      <Button type="submit" busy={create.isPending}>
        {t('api_keys.create')}
      </Button>
      {create.error && <FormError>{errorText(create.error)}</FormError>}
      {create.data && (
        <div className={classes.made} role="status">
          <TextField
            label={t('api_keys.made')}
            hint={t('api_keys.made_hint')}
            value={create.data.key}
            readOnly
            spellCheck={false}
            onFocus={(event) => event.target.select()}
          />
        </div>
      )}
    </form>
  )
}

function Row({ apiKey: { id, name, owner, ending, createdAt, expiresAt, isEnded, lastUsedAt } }: { apiKey: ApiKey }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const [asked, setAsked] = useState(false)
  const remove = useWrite(
    ['api_key'],
    () => call(api.apiKeys.remove, { params: { id } }),
    () => {},
  )
  return (
    <li className={classes.row}>
      <span className={classes.name}>
        <b>{name}</b>
        <small>{`…${ending}${dot}${owner}`}</small>
      </span>
      <span className={classes.cell}>
        {isEnded ? t('api_keys.ended') : t('api_keys.until', { when: dates.relative(expiresAt, now) })}
        <small>
          {t('api_keys.created', { when: dates.relative(createdAt, now) })}
          {dot}
          {lastUsedAt ? t('api_keys.used', { when: dates.relative(lastUsedAt, now) }) : t('api_keys.unused')}
        </small>
      </span>
      <span className={classes.buttons}>
        <ConfirmButton
          asked={asked}
          onAsk={setAsked}
          words={{ ask: t('api_keys.remove'), confirm: t('api_keys.remove_now'), cancel: t('shell.cancel') }}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(undefined)}
        />
      </span>
      {remove.error && <FormError>{errorText(remove.error)}</FormError>}
    </li>
  )
}
