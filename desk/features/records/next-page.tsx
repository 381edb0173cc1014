import { useEffect, useRef } from 'react'
import { Button } from '../../../ui/button.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './record-list.module.css'

type Props = { error: unknown; onNear: () => void }

/** End of a list that has more pages. It loads the next one shortly before it scrolls into view. */
export function NextPage({ error, onNear }: Props) {
  const t = useT()
  const mark = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error || !mark.current) return
    const watch = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && onNear())
    watch.observe(mark.current)
    return () => watch.disconnect()
  })
  if (error)
    return (
      <div className={classes.next}>
        <p role="alert">{errorText(error)}</p>
        <Button onClick={onNear}>{t('shell.retry')}</Button>
      </div>
    )
  return (
    <div className={classes.coming}>
      <div ref={mark} className={classes.near} />
      <SkeletonRows label={t('shell.loading')} rows={2} />
    </div>
  )
}
