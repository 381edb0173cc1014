import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { TeamRef } from '../../../contract/common.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { SelectField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './list.module.css'
import { archivedTeamsQuery, useArchiveTeam, useRestoreTeam } from './queries.ts'

type Props = { team: TeamRef; others: readonly TeamRef[]; onClose: () => void }

/** Asks which team takes the open tickets of one that is archived. */
export function ArchiveTeam({ team, others, onClose }: Props) {
  const t = useT()
  const [to, setTo] = useState('')
  const archive = useArchiveTeam(team.id, ({ movedTickets }) => {
    onClose()
    toast({ text: t('settings.team_archived', { name: team.name, count: movedTickets }) })
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    archive.mutate(to || null)
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('settings.archive_team', { name: team.name })}
      closeLabel={t('shell.close')}
      width="narrow"
    >
      <form onSubmit={submit}>
        <DialogBody>
          <p>{t('settings.archive_team_words')}</p>
          <SelectField
            label={t('settings.tickets_to')}
            value={to}
            data-autofocus
            onChange={(event) => setTo(event.target.value)}
          >
            <option value="">{t('settings.tickets_to_none')}</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          {archive.error && <FormError>{errorText(archive.error)}</FormError>}
          <DialogActions>
            <Button look="quiet" onClick={onClose}>
              {t('shell.cancel')}
            </Button>
            <Button look="primary" type="submit" busy={archive.isPending}>
              {t('settings.archive')}
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </Dialog>
  )
}

/** List of the archived teams, which can be restored. */
export function ArchivedTeams() {
  const t = useT()
  const { data } = useQuery(archivedTeamsQuery)
  if (!data || data.items.length === 0) return null
  return (
    <section aria-label={t('settings.archived_teams')}>
      <h2 className={classes.archived}>{t('settings.archived_teams')}</h2>
      <ul>
        {data.items.map((team) => (
          <ArchivedTeam key={team.id} team={team} />
        ))}
      </ul>
    </section>
  )
}

function ArchivedTeam({ team: { id, name } }: { team: TeamRef }) {
  const t = useT()
  const restore = useRestoreTeam(id)
  return (
    <li className={classes.team}>
      <b>{name}</b>
      <span />
      <Button look="quiet" busy={restore.isPending} onClick={() => restore.mutate(undefined)}>
        {t('settings.restore')}
      </Button>
    </li>
  )
}
