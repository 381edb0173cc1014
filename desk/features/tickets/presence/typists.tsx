import type { PresentAgent } from '../../../../contract/presence.ts'
import { useLocale, useT } from '../../../lib/i18n.tsx'
import { shortName } from '../../../lib/short-name.ts'
import classes from './typists.module.css'
import { named } from './words.ts'

/** Warning that a colleague is writing an answer to the same ticket. */
export function Typists({ others }: { others: readonly PresentAgent[] }) {
  const t = useT()
  const language = useLocale()
  const typing = others.filter(({ doing }) => doing === 'typing').map(({ agent }) => shortName(agent.name))
  if (typing.length === 0) return null
  return (
    <p className={classes.typists}>
      {t('presence.answering', { names: named(language, typing), count: typing.length })}
    </p>
  )
}
