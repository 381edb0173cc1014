import type { Present } from '../../../../contract/presence.ts'
import { useT } from '../../../lib/i18n.tsx'
import { shortName } from '../labels.ts'
import classes from './typists.module.css'

/** Beside one's own words, who else is answering: not two at once. */
export function Typists({ others }: { others: readonly Present[] }) {
  const t = useT()
  const typing = others.filter(({ doing }) => doing === 'typing')
  const [first] = typing
  if (!first) return null
  return (
    <p className={classes.typists}>
      {typing.length === 1
        ? t('presence.answering', { name: shortName(first.agent.name) })
        : t('presence.many_answering', { count: typing.length })}
    </p>
  )
}
