import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import type { PortalMe, PortalTicketRow } from '../../contract/portal.ts'
import { portalPaths } from '../../contract/rules/page-addresses.ts'
import { call, portal } from '../lib/api.ts'
import { dates, t } from '../lib/i18n.ts'
import { useNews } from '../lib/live.ts'
import { ticketRoute, toHref } from '../lib/router.ts'
import { me } from '../lib/session.ts'
import { useRead } from '../lib/use-read.ts'
import { ConfirmEmail } from '../parts/confirm-email.tsx'
import { Heading } from '../parts/heading.tsx'
import { Loading, Problem } from '../parts/notice.tsx'

/** List to show: own requests, the company's, or the anomalies of a project by its id. */
type Whose = 'mine' | 'company' | ProjectId
type ProjectId = string & { readonly _: 'project' }

const isProject = (whose: Whose): whose is ProjectId => whose !== 'mine' && whose !== 'company'

/** Chosen list, kept while a ticket is open. */
const chosen = signal<Whose>('mine')

export function Tickets() {
  const choices = choicesOf(me.value)
  const whose = choices.some(({ id }) => id === chosen.value) ? chosen.value : 'mine'
  return (
    <>
      <div class="head">
        <Heading>{t('list.title')}</Heading>
        <a class="button main" href={toHref(portalPaths.create)}>
          {t('nav.new')}
        </a>
      </div>
      <ConfirmEmail />
      {choices.length > 1 && <Choice choices={choices} whose={whose} />}
      <Part key={`open ${whose}`} state="open" whose={whose} />
      <Part key={`closed ${whose}`} state="closed" whose={whose} />
    </>
  )
}

type Choices = { id: Whose; words: string }[]

function choicesOf(client: PortalMe | null | undefined): Choices {
  const company = client?.supervisor ? client.company : null
  return [
    { id: 'mine', words: t('list.mine') },
    ...(company ? [{ id: 'company' as const, words: t('list.company', { company: company.name }) }] : []),
    ...(client?.projects ?? []).map(({ id, name }) => ({ id: id as ProjectId, words: t('list.project', { name }) })),
  ]
}

const besideAtMost = 4

function Choice({ choices, whose }: { choices: Choices; whose: Whose }) {
  const choose = (id: Whose) => {
    chosen.value = id
  }
  if (choices.length > besideAtMost)
    return (
      <div class="field">
        <select
          aria-label={t('list.whose')}
          value={whose}
          onChange={(event) => choose(event.currentTarget.value as Whose)}
        >
          {choices.map(({ id, words }) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </select>
      </div>
    )
  return (
    <fieldset class="segments" aria-label={t('list.whose')}>
      {choices.map(({ id, words }) => (
        <button type="button" key={id} aria-pressed={whose === id} onClick={() => choose(id)}>
          {words}
        </button>
      ))}
    </fieldset>
  )
}

const step = 20

function Part({ state, whose }: { state: 'open' | 'closed'; whose: Whose }) {
  const [limit, setLimit] = useState(step)
  const page = useRead(`${state} ${whose} ${limit}`, (signal) => readRows(state, whose, limit, signal))
  const [shown, setShown] = useState(page.data)
  if (page.data && page.data !== shown) setShown(page.data)
  useNews(page.reload)

  const data = page.data ?? shown
  if (!data) return page.error ? <Problem error={page.error} onAgain={page.reload} /> : <Loading />
  if (data.items.length === 0) return state === 'open' ? <Empty whose={whose} /> : null
  return (
    <section aria-labelledby={state}>
      <h2 id={state}>{t(`list.${state}`)}</h2>
      <ul class="rows">
        {data.items.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {data.more && (
        <button type="button" class="button wide" onClick={() => setLimit(limit + step)}>
          {t('list.more')}
        </button>
      )}
      {page.error && <Problem error={page.error} onAgain={page.reload} />}
    </section>
  )
}

/** Reads the first rows of a list, in as many pages as needed, since news may move any row to the top. */
async function readRows(state: 'open' | 'closed', whose: Whose, limit: number, signal: AbortSignal) {
  const items: PortalTicketRow[] = []
  let cursor: string | undefined
  do {
    const limited = { state, limit: Math.min(100, limit - items.length), ...(cursor && { cursor }) }
    const query = { ...limited, ...(isProject(whose) ? { projectId: whose } : { whose }) }
    const page = await call(portal.list, { query }, { signal })
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor && items.length < limit)
  return { items, more: cursor !== undefined }
}

const Row = ({ row }: { row: PortalTicketRow }) => (
  <li>
    <a href={toHref(ticketRoute(row))}>
      <b>{row.title}</b>
      <span class="facts">
        <span class="status" data-status={row.status}>
          {t(`status.${row.status}`)}
        </span>
        <span>T-{row.number}</span>
        {row.openedFor && <span>{t('list.for', { name: row.openedFor })}</span>}
        <time dateTime={row.newsAt}>{dates.value.relative(row.newsAt, Date.now())}</time>
      </span>
    </a>
  </li>
)

function Empty({ whose }: { whose: Whose }) {
  const kind = isProject(whose) ? 'no_anomaly' : 'empty'
  return (
    <div class="empty">
      <h2>{t(`list.${kind}_title`)}</h2>
      <p>{t(`list.${kind}`)}</p>
    </div>
  )
}
