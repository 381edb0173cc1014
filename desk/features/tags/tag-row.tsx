import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { CountedTag } from '../../../contract/tags.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { MergeTag } from './merge-tag.tsx'
import { useRenameTag } from './queries.ts'
import { RemoveTag } from './remove-tag.tsx'
import classes from './tags.module.css'

type Doing = 'rename' | 'merge' | 'remove' | null

/** A tag with a link to its tickets, and buttons to rename, merge and delete it. */
export function TagRow({ tag }: { tag: CountedTag }) {
  const t = useT()
  const [doing, setDoing] = useState<Doing>(null)
  const stop = () => setDoing(null)
  const { id, name, tickets, capped } = tag
  if (doing === 'rename')
    return (
      <li className={classes.tag}>
        <NameForm id={id} name={name} onClose={stop} />
      </li>
    )
  return (
    <li className={classes.tag}>
      <b>{name}</b>
      <Link to="/tickets" search={{ state: 'all', tag: name }} className={classes.count}>
        {t(capped ? 'tags.tickets_capped' : 'tags.tickets', { count: tickets })}
      </Link>
      <span className={classes.acts}>
        <Button look="quiet" onClick={() => setDoing('rename')}>
          {t('settings.rename')}
        </Button>
        <Button look="quiet" onClick={() => setDoing('merge')}>
          {t('tags.merge')}
        </Button>
        <Button look="quiet" onClick={() => setDoing('remove')}>
          {t('tags.remove')}
        </Button>
      </span>
      {doing === 'merge' && <MergeTag tag={tag} onClose={stop} />}
      {doing === 'remove' && <RemoveTag tag={tag} onClose={stop} />}
    </li>
  )
}

function NameForm({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = useT()
  const [text, setText] = useState(name)
  const back = useRenameTag(id, () => toast({ text: t('undo.undone') }))
  const rename = useRenameTag(id, (now) => {
    onClose()
    if (now === name) return
    toast({ text: t('tags.renamed', { name: now }), action: { label: t('undo.do'), run: () => back.mutate(name) } })
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    rename.mutate(text)
  }

  return (
    <form onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <TextField
        label={t('tags.name')}
        hideLabel
        error={rename.error ? errorText(rename.error) : undefined}
        value={text}
        maxLength={40}
        required
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" busy={rename.isPending}>
        {t('shell.save')}
      </Button>
      <Button look="quiet" onClick={onClose}>
        {t('shell.cancel')}
      </Button>
    </form>
  )
}
