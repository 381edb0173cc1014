import type { Website } from '../../../contract/websites.ts'
import { useDates, useNow } from '../../lib/dates.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './websites.module.css'

/** Last event of a website. A refusal counts until a token is accepted again. */
export function WebsiteState({ website: { connectedAt, refused } }: { website: Website }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const isRefused = refused && (!connectedAt || refused.at > connectedAt)
  if (isRefused)
    return (
      <span className={classes.refused}>
        {t('websites.refused', { when: dates.relative(refused.at, now), why: t(`websites.why.${refused.why}`) })}
      </span>
    )
  return (
    <span className={classes.cell}>
      {connectedAt ? t('websites.connected', { when: dates.relative(connectedAt, now) }) : t('websites.never')}
    </span>
  )
}
