import type { PresentAgent } from '../../../../contract/presence.ts'
import { useLocale, useT } from '../../../lib/i18n.tsx'
import { shortName } from '../../../lib/short-name.ts'
import { joinNames } from './presence-text.ts'
import classes from './typing-notice.module.css'

/** Warning that a colleague is writing an answer to the same ticket. */
export function TypingNotice({ others }: { others: readonly PresentAgent[] }) {
  const t = useT()
  const language = useLocale()
  const typing = others.filter(({ doing }) => doing === 'typing').map(({ agent }) => shortName(agent.name))
  if (typing.length === 0) return null
  return (
    <p className={classes.notice}>
      {t('presence.answering', { names: joinNames(language, typing), count: typing.length })}
    </p>
  )
}
