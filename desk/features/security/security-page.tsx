import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type SecurityEvent, type SecurityFilter, securityKinds } from '../../../contract/security.ts'
import { detailText } from '../../../i18n/security-words.ts'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { agentsQuery } from '../../data/agents.ts'
import { useDates, useNow } from '../../lib/dates.ts'
import { useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { useMay } from '../../lib/session.ts'
import { exportAddress, securityQuery, useSetRetention } from './queries.ts'
import classes from './security.module.css'

/** Page of the security log: sign-ins, refusals, throttling, and changes that protect the desk. */
export function SecurityPage() {
  const t = useT()
  const [filter, setFilter] = useState<SecurityFilter>({})
  const list = useInfiniteQuery(securityQuery(filter))
  const events = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <p className={classes.words}>{t('security.words')}</p>
      <Filters filter={filter} onChange={setFilter} />
      {!list.data ? (
        <Loading error={list.error} onRetry={list.refetch} rows={8} />
      ) : events.length === 0 ? (
        <Empty title={t('security.none')} />
      ) : (
        <ul aria-label={t('security.title')}>
          {events.map((event) => (
            <Row key={event.id} event={event} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t('security.older')}
          </Button>
        </div>
      )}
      {list.data && <Retention months={list.data.pages[0]?.months ?? 12} />}
    </>
  )
}

type FiltersProps = { filter: SecurityFilter; onChange: (filter: SecurityFilter) => void }

function Filters({ filter, onChange }: FiltersProps) {
  const t = useT()
  const { data: agents } = useQuery(agentsQuery)
  const set = (name: keyof SecurityFilter, value: string) => {
    const { [name]: _, ...rest } = filter
    onChange(value === '' ? rest : ({ ...rest, [name]: value } as SecurityFilter))
  }
  return (
    <div className={classes.filters}>
      <SelectField
        label={t('security.kind')}
        value={filter.kind ?? ''}
        onChange={({ target }) => set('kind', target.value)}
      >
        <option value="">{t('security.kind.all')}</option>
        {securityKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`security.kind.${kind}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('security.agent')}
        value={filter.agentId ?? ''}
        onChange={({ target }) => set('agentId', target.value)}
      >
        <option value="">{t('security.agent.all')}</option>
        {agents?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('security.from')}
        type="date"
        value={filter.from ?? ''}
        onChange={({ target }) => set('from', target.value)}
      />
      <TextField
        label={t('security.to')}
        type="date"
        value={filter.to ?? ''}
        onChange={({ target }) => set('to', target.value)}
      />
      <a className={classes.export} href={exportAddress(filter)} download>
        {t('security.export')}
      </a>
    </div>
  )
}

function Row({ event }: { event: SecurityEvent }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const { kind, at, times, actor, account, network, subject } = event
  const who = actor ?? (account || t(kind === 'change' ? 'security.itself' : 'security.nobody'))
  return (
    <li className={classes.row}>
      <span className={classes.kind} data-kind={kind}>
        {t(`security.kind.${kind}`)}
        {times > 1 && <small>{t('security.times', { count: times })}</small>}
      </span>
      <span>
        <b>{who}</b>
        {network && <small>{network}</small>}
      </span>
      <span className={classes.detail}>
        {detailText(event, t)}
        {subject && <small>{subject}</small>}
      </span>
      <time dateTime={at} title={dates.exact(at)}>
        {dates.relative(at, now)}
      </time>
    </li>
  )
}

const choices = [3, 6, 12, 24, 36] as const

function Retention({ months }: { months: number }) {
  const t = useT()
  const mayChange = useMay('settings.manage')
  const set = useSetRetention()
  return (
    <div className={classes.retention}>
      <SelectField
        label={t('security.kept')}
        hint={t('security.kept_hint')}
        value={months}
        disabled={!mayChange || set.isPending}
        onChange={({ target }) => set.mutate(Number(target.value))}
      >
        {[...new Set([...choices, months])]
          .sort((a, b) => a - b)
          .map((count) => (
            <option key={count} value={count}>
              {t('security.months', { count })}
            </option>
          ))}
      </SelectField>
    </div>
  )
}
