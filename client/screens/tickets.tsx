import { useState } from 'preact/hooks'
import type { PortalTicketRow } from '../../contract/portal.ts'
import { call, portal } from '../lib/api.ts'
import { dates, t } from '../lib/i18n.ts'
import { useNews } from '../lib/live.ts'
import { hrefOf } from '../lib/router.ts'
import { me } from '../lib/session.ts'
import { useRead } from '../lib/use-read.ts'
import { Heading } from '../parts/heading.tsx'
import { Loading, Problem } from '../parts/notice.tsx'

type Whose = 'mine' | 'company'

export function Tickets() {
  const [whose, setWhose] = useState<Whose>('mine')
  const company = me.value?.supervisor ? me.value.company : null
  return (
    <>
      <div class="head">
        <Heading>{t('list.title')}</Heading>
        <a class="button main" href={hrefOf('/nouveau')}>
          {t('nav.new')}
        </a>
      </div>
      {company && (
        <fieldset class="segments" aria-label={t('list.whose')}>
          {(['mine', 'company'] as const).map((one) => (
            <button type="button" key={one} aria-pressed={whose === one} onClick={() => setWhose(one)}>
              {t(`list.${one}`, { company: company.name })}
            </button>
          ))}
        </fieldset>
      )}
      <Part state="open" whose={whose} />
      <Part state="closed" whose={whose} />
    </>
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
  if (data.items.length === 0) return state === 'open' ? <Empty /> : null
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
    </section>
  )
}

/** The first rows of a list, in as many pages as it takes: news may move any of them to the top. */
async function readRows(state: 'open' | 'closed', whose: Whose, limit: number, signal: AbortSignal) {
  const items: PortalTicketRow[] = []
  let cursor: string | undefined
  do {
    const query = { state, whose, limit: Math.min(100, limit - items.length), ...(cursor && { cursor }) }
    const page = await call(portal.list, { query }, { signal })
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor && items.length < limit)
  return { items, more: cursor !== undefined }
}

const Row = ({ row }: { row: PortalTicketRow }) => (
  <li>
    <a href={hrefOf(`/tickets/${row.id}`)}>
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

const Empty = () => (
  <div class="empty">
    <h2>{t('list.empty_title')}</h2>
    <p>{t('list.empty')}</p>
  </div>
)
