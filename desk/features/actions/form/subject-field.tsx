import type { RefObject } from 'react'
import { dot } from '../../../../browser/separator.ts'
import { IconButton } from '../../../../ui/button.tsx'
import { Combo } from '../../../../ui/combo.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import { useT } from '../../../lib/i18n.tsx'
import type { SubjectRef } from '../../../lib/opened-action.ts'
import { subjectIcons, subjectName } from '../subject.tsx'
import classes from './form.module.css'
import { useSubjectSearch } from './use-subject-search.ts'

type Props = {
  about: SubjectRef | null
  onAbout: (about: SubjectRef | null) => void
  text: string
  onText: (text: string) => void
  error: string | undefined
  input: RefObject<HTMLInputElement | null>
}

/** Record that an action is about, found by typing. */
export function SubjectField({ about, onAbout, text, onText, error, input }: Props) {
  const t = useT()
  const found = useSubjectSearch(text)
  return (
    <div className={classes.picked}>
      <Combo
        label={t('action.about')}
        placeholder={t('action.about_hint')}
        input={input}
        text={text}
        onText={onText}
        error={error}
        options={found.map(({ note, ...subject }) => ({
          id: subject.id,
          label: subjectName(subject),
          note: [t(`action.about_kind.${subject.kind}`), note].filter(Boolean).join(dot),
        }))}
        onChoose={({ id }) => {
          const chosen = found.find((one) => one.id === id)
          if (!chosen) return
          const { note: _, ...subject } = chosen
          onAbout(subject)
          onText('')
        }}
      />
      {about && (
        <ul className={classes.chosen}>
          <li>
            <Icon name={subjectIcons[about.kind]} />
            <span>{subjectName(about)}</span>
            <IconButton
              icon="close"
              label={t('call.remove', { name: subjectName(about) })}
              onClick={() => {
                onAbout(null)
                input.current?.focus()
              }}
            />
          </li>
        </ul>
      )}
    </div>
  )
}
