import type { Locale } from '../../../../contract/enums.ts'
import type { PresentAgent } from '../../../../contract/presence.ts'
import type { Translate } from '../../../lib/i18n.tsx'
import { shortName } from '../../../lib/short-name.ts'

/** Returns a text such as “Claire écrit…” or “2 personnes regardent”: agents who type come before those who view. */
export function briefText(t: Translate, others: readonly PresentAgent[]): string {
  const typing = others.filter(({ doing }) => doing === 'typing')
  const [told, what] = typing.length > 0 ? ([typing, 'typing'] as const) : ([others, 'looking'] as const)
  const [first] = told
  if (first && told.length === 1) return t(`presence.${what}`, { name: shortName(first.agent.name) })
  return t(`presence.many_${what}`, { count: told.length })
}

/** Joins names, as in “Claire et Malik”. */
export const joinNames = (language: Locale, names: readonly string[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names)

/** Lists all colleagues by full name, one per line. */
export const fullText = (t: Translate, others: readonly PresentAgent[]): string =>
  others.map(({ agent, doing }) => t(`presence.${doing}`, { name: agent.name })).join('\n')
