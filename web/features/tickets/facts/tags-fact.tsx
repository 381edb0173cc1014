import type { TicketView } from '../../../../contract/tickets.ts'
import { TagChip } from '../../../../ui/tag-chip.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { EditableFact } from './fact.tsx'
import { fieldFact } from './field-fact.ts'
import { MultiPick } from './multi-pick.tsx'
import { None } from './none.tsx'
import classes from './tags-fact.module.css'

const asItems = (tags: string[]) => tags.map((tag) => ({ id: tag, name: tag }))

export function TagsFact({ ticket }: { ticket: TicketView }) {
  const t = useT()
  return (
    <EditableFact
      ticket={ticket}
      label={t('fact.tags')}
      can={ticket.can.edit}
      edit={fieldFact(ticket, 'tags', (tags) => ({ tags }))}
      draw={(tags) =>
        tags.length === 0 ? (
          <None feminine />
        ) : (
          <span className={classes.tags}>
            {tags.map((tag) => (
              <TagChip key={tag}>{tag}</TagChip>
            ))}
          </span>
        )
      }
      picker={({ editing, draft, save }) => (
        <MultiPick
          label={t('fact.tags_type')}
          draft={asItems(editing.draft)}
          onDraft={(items) => draft(items.map(({ id }) => id))}
          onSave={(items) => save(items.map(({ id }) => id))}
          options={[]}
          create={(text) => t('fact.tags_add', { name: text })}
        />
      )}
    />
  )
}
