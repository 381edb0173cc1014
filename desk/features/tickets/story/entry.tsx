import { Fragment, type ReactNode } from 'react'
import { dot } from '../../../../browser/separator.ts'
import { Avatar } from '../../../../ui/avatar.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import { RichText } from '../../../../ui/rich-text.tsx'
import { TagChip } from '../../../../ui/tag-chip.tsx'
import { useT } from '../../../lib/i18n.tsx'
import classes from './entry.module.css'

type Props = {
  /** Label for screen readers: kind, author, date. */
  label: string
  name: string
  kind?: string
  /** Details after the name; empty ones are left out. */
  meta: ReactNode[]
  internal?: boolean
  children: ReactNode
}

/** Entry of the story with its author and time; tinted and with a lock when it is internal. */
export function Entry({ label, name, kind, meta, internal, children }: Props) {
  const said = meta.filter(Boolean)
  return (
    <article className={classes.entry} aria-label={label} data-internal={internal || undefined}>
      <Avatar name={name} size={26} />
      <div className={classes.box}>
        <header className={classes.head}>
          {internal && <Icon name="lock" size={13} />}
          <b>{name}</b>
          {kind && <TagChip>{kind}</TagChip>}
          <span className={classes.meta}>
            {said.map((part, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the order never changes
              <Fragment key={index}>
                {index > 0 && dot}
                {part}
              </Fragment>
            ))}
          </span>
        </header>
        <div className={classes.text}>{children}</div>
      </div>
    </article>
  )
}

export function EntryText({ html }: { html: string }) {
  const t = useT()
  return <RichText html={html} moreLabel={t('story.read_on')} lessLabel={t('story.fold')} />
}
