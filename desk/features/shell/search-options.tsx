import { Kbd } from '../../../ui/kbd.tsx'
import type { useOptions } from '../../../ui/use-options.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './search-box.module.css'
import type { SearchOption } from './use-search-options.ts'

type Props = {
  options: readonly SearchOption[]
  /** Text of the first line, which searches it; null without one. */
  searched: string | null
  combo: ReturnType<typeof useOptions>
}

/** List under the search field. */
export function SearchOptions({ options, searched, combo }: Props) {
  const t = useT()
  const ahead = searched === null ? 0 : 1
  return (
    <div className={classes.options} {...combo.list}>
      {searched !== null && (
        <div className={classes.option} {...combo.option(0)}>
          <span>{t('shell.search_words', { text: searched })}</span>
          <Kbd>↵</Kbd>
        </div>
      )}
      {options.map((option, index) => (
        <div key={option.insert} className={classes.option} {...combo.option(index + ahead)}>
          <span>{option.label}</span>
          {index === 0 && <Kbd>Tab</Kbd>}
        </div>
      ))}
    </div>
  )
}
