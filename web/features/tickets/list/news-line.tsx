import { useT } from '../../../lib/i18n.tsx'
import type { ListNews } from './list-news.ts'
import classes from './news-line.module.css'

/** Says what has come, without moving what is being read. */
export function NewsLine({ news, onShow }: { news: ListNews; onShow: () => void }) {
  const t = useT()
  const count = news.arrived.length
  return (
    <div role="status" className={classes.place}>
      {(count > 0 || news.outdated) && (
        <button type="button" className={classes.line} onClick={onShow}>
          {count > 0 ? t('list.arrived', { count }) : t('list.outdated')}
        </button>
      )}
    </div>
  )
}
