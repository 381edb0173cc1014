import { useT } from '../../../lib/i18n.tsx'
import type { ListNews } from './list-news.ts'
import classes from './news-pill.module.css'

/** Number of new tickets, shown beside the count so that it covers and moves no row. */
export function NewsPill({ news, onShow }: { news: ListNews; onShow: () => void }) {
  const t = useT()
  const count = news.arrived.length
  return (
    <span role="status" className={classes.place}>
      {(count > 0 || news.outdated) && (
        <button type="button" className={classes.pill} onClick={onShow}>
          {count > 0 ? t('list.arrived', { count }) : t('list.outdated')}
        </button>
      )}
    </span>
  )
}
