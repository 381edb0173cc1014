import { type RefObject, useId, useState } from 'react'
import { Field, inputClass } from '../../../ui/field.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { useOptions } from '../../../ui/use-options.ts'
import { useT } from '../../lib/i18n.tsx'
import { useOnChange } from '../../lib/use-on-change.ts'
import classes from './caller-field.module.css'
import { CallerOption } from './caller-option.tsx'
import { parseCaller } from './parse-caller.ts'
import { type Suggestion, useCallerSearch } from './use-caller-search.ts'

type Props = {
  text: string
  error: string | undefined
  input: RefObject<HTMLInputElement | null>
  onText: (text: string) => void
  onChoose: (suggestion: Suggestion) => void
  /** Called with the highlighted contact, which the pane shows before it is chosen. */
  onPreview: (contactId: string | null) => void
  /** Called when Enter was pressed before the results arrived. */
  onHurry: () => void
}

export function CallerField({ text, error, input, onText, onChoose, onPreview, onHurry }: Props) {
  const t = useT()
  const id = useId()
  const [focused, setFocused] = useState(false)
  const search = useCallerSearch(text, onChoose)
  const { suggestions } = search

  function choose(index: number) {
    const suggestion = suggestions[index]
    if (search.isCurrent && suggestion) return onChoose(suggestion)
    search.hurry()
    onHurry()
  }
  const combo = useOptions({
    id: `${id}-callers`,
    label: t('call.suggestions'),
    count: suggestions.length,
    opened: focused,
    onChoose: choose,
    tabChooses: true,
    question: text,
  })
  const active = suggestions[combo.active]
  useOnChange(focused && active?.kind === 'known' ? active.caller.contactId : null, onPreview)

  const { name, phone } = parseCaller(text)
  const known = suggestions.length - 1
  return (
    <Field label={t('call.who')} error={error} className={classes.field}>
      {(ids) => (
        <>
          <input
            ref={input}
            type="text"
            className={inputClass}
            placeholder={t('call.who_hint')}
            value={text}
            onChange={(event) => onText(event.target.value)}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
            data-autofocus
            {...ids}
            {...combo.input}
          />
          {combo.input['aria-expanded'] && (
            <div className={classes.list} aria-busy={!search.isCurrent} {...combo.list}>
              {suggestions.map((suggestion, index) =>
                suggestion.kind === 'known' ? (
                  <div key={suggestion.caller.contactId} className={classes.option} {...combo.option(index)}>
                    <CallerOption caller={suggestion.caller} question={text} />
                  </div>
                ) : (
                  <div key="unknown" className={classes.option} {...combo.option(index)}>
                    <span className={classes.name}>
                      {search.cannotSearch && <small>{t('call.cannot_search')}</small>}
                      {name ? t('call.create_caller', { name }) : t('call.create_caller_blank')}
                      {phone && <span className="num">, {phone}</span>}
                    </span>
                    <span className={classes.keys}>
                      <Kbd>{known > 0 ? '↑ ↵' : '↵'}</Kbd>
                    </span>
                  </div>
                ),
              )}
            </div>
          )}
          <span role="status" className="sr-only">
            {search.cannotSearch ? t('call.cannot_search') : search.nobody && t('call.nobody')}
          </span>
        </>
      )}
    </Field>
  )
}
