import { Button } from '../../../../ui/button.tsx'
import { Empty } from '../../../../ui/empty.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { startCall } from '../../../lib/new-call.ts'
import { useMay } from '../../../lib/session.ts'
import type { TicketSearch } from '../filter.ts'
import { viewLabel } from '../views.ts'

type Props = { search: TicketSearch; onSearch: (search: TicketSearch) => void }

/** Empty state of a list: what it would contain, and what to do next. */
export function EmptyList({ search, onSearch }: Props) {
  const t = useT()
  const mayCall = useMay('tickets.create')
  const view = viewLabel(search)
  if (view === 'list.open')
    return (
      <Empty
        title={t('list.empty.open')}
        action={
          mayCall && (
            <Button look="primary" kbd="N" onClick={() => startCall()}>
              {t('shell.new_call')}
            </Button>
          )
        }
      >
        {t('list.empty.open_words')}
      </Empty>
    )
  if (view === 'nav.view.to_handle')
    return (
      <Empty
        title={t('list.empty.to_handle')}
        action={<Button onClick={() => onSearch({ lead: 'none' })}>{t('list.empty.see_unclaimed')}</Button>}
      >
        {t('list.empty.to_handle_words')}
      </Empty>
    )
  if (view === 'nav.view.late') return <Empty title={t('list.empty.late')}>{t('list.empty.late_words')}</Empty>
  if (view === 'nav.view.waiting') return <Empty title={t('list.empty.waiting')}>{t('list.empty.waiting_words')}</Empty>
  if (view === 'nav.view.unclaimed')
    return <Empty title={t('list.empty.unclaimed')}>{t('list.empty.unclaimed_words')}</Empty>
  if (view === 'nav.view.helping') return <Empty title={t('list.empty.helping')}>{t('list.empty.helping_words')}</Empty>
  if (view === 'list.watched') return <Empty title={t('list.empty.watched')}>{t('list.empty.watched_words')}</Empty>
  return (
    <Empty title={t('list.empty.filtered')} action={<Button onClick={() => onSearch({})}>{t('filter.clear')}</Button>}>
      {t('list.empty.filtered_words')}
    </Empty>
  )
}
