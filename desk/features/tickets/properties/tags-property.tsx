import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { TagChip } from '../../../../ui/tag-chip.tsx'
import { tagsQuery } from '../../../data/tags.ts'
import { useT } from '../../../lib/i18n.tsx'
import { EmptyValue } from './empty-value.tsx'
import { fieldProperty } from './field-property.ts'
import { MultiPick } from './multi-pick.tsx'
import { EditableProperty } from './property.tsx'
import classes from './tags-property.module.css'

const asItems = (tags: string[]) => tags.map((tag) => ({ id: tag, name: tag }))

export function TagsProperty({ ticket }: { ticket: TicketView }) {
  const t = useT()
  return (
    <EditableProperty
      ticket={ticket}
      label={t('fact.tags')}
      can={ticket.can.edit}
      edit={fieldProperty(ticket, 'tags', (tags) => ({ tags }))}
      draw={(tags) =>
        tags.length === 0 ? (
          <EmptyValue feminine />
        ) : (
          <span className={classes.tags}>
            {tags.map((tag) => (
              <TagChip key={tag}>{tag}</TagChip>
            ))}
          </span>
        )
      }
      picker={({ editing, draft, save }) => <TagPick tags={editing.draft} onDraft={draft} onSave={save} />}
    />
  )
}

type PickProps = { tags: string[]; onDraft: (tags: string[]) => void; onSave: (tags: string[]) => void }

/** Picker of tags, most used first, which can also create the typed one. */
function TagPick({ tags, onDraft, onSave }: PickProps) {
  const t = useT()
  const [text, setText] = useState('')
  const { data = [], isFetching } = useQuery(tagsQuery(text))
  return (
    <MultiPick
      label={t('fact.tags_type')}
      draft={asItems(tags)}
      onDraft={(items) => onDraft(items.map(({ id }) => id))}
      onSave={(items) => onSave(items.map(({ id }) => id))}
      options={data.map(({ name }) => ({ value: name, label: name }))}
      onText={setText}
      busy={isFetching}
      create={(typed) => t('fact.tags_add', { name: typed })}
    />
  )
}
