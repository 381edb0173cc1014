import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { TeamRef } from '../../../contract/common.ts'
import { Button } from '../../../ui/button.tsx'
import { AddableList } from '../../../ui/clickable-list.tsx'
import { TextField } from '../../../ui/field.tsx'
import { agentsQuery } from '../../data/agents.ts'
import { teamsQuery } from '../../data/teams.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { useMay } from '../../lib/session.ts'
import { ArchivedTeams, ArchiveTeam } from './archive-team.tsx'
import classes from './list.module.css'
import { useCreateTeam, useRenameTeam } from './queries.ts'

export function TeamList() {
  const t = useT()
  const mayManage = useMay('accounts.manage')
  const { data, error, refetch } = useQuery(teamsQuery)
  const agents = useQuery(agentsQuery).data ?? []
  const [creating, setCreating] = useState(false)
  if (!data) return <Loading error={error} onRetry={refetch} rows={3} />
  const membersOf = (id: string) =>
    agents.filter((agent) => !agent.disabled && agent.teams.some((team) => team.id === id)).map((agent) => agent.name)
  return (
    <>
      <AddableList
        isEmpty={data.length === 0 && !creating}
        texts={{
          add: t('settings.new_team'),
          description: t('settings.teams_words'),
          emptyTitle: t('settings.no_team_title'),
          empty: t('settings.no_team'),
        }}
        onAdd={mayManage ? () => setCreating(true) : undefined}
      >
        {data.map(({ id, name }) => (
          <Team
            key={id}
            id={id}
            name={name}
            members={membersOf(id)}
            mayManage={mayManage}
            others={data.filter((team) => team.id !== id)}
          />
        ))}
        {creating && (
          <li className={classes.team}>
            <NewTeam onClose={() => setCreating(false)} />
          </li>
        )}
      </AddableList>
      {mayManage && <ArchivedTeams />}
    </>
  )
}

type TeamProps = { id: string; name: string; members: string[]; mayManage: boolean; others: TeamRef[] }

function Team({ id, name, members, mayManage, others }: TeamProps) {
  const t = useT()
  const [archiving, setArchiving] = useState(false)
  const [editing, setEditing] = useState(false)
  const rename = useRenameTeam(id, () => setEditing(false))
  return (
    <li className={classes.team}>
      {editing ? (
        <NameForm
          start={name}
          error={rename.error}
          busy={rename.isPending}
          onSave={(next) => rename.mutate(next)}
          onClose={() => setEditing(false)}
        />
      ) : (
        <>
          <b>{name}</b>
          <span>{members.join(', ') || t('settings.nobody_in_team')}</span>
          {mayManage && (
            <span className={classes.acts}>
              <Button look="quiet" onClick={() => setEditing(true)}>
                {t('settings.rename')}
              </Button>
              <Button look="quiet" onClick={() => setArchiving(true)}>
                {t('settings.archive')}
              </Button>
            </span>
          )}
          {archiving && <ArchiveTeam team={{ id, name }} others={others} onClose={() => setArchiving(false)} />}
        </>
      )}
    </li>
  )
}

function NewTeam({ onClose }: { onClose: () => void }) {
  const create = useCreateTeam(onClose)
  return (
    <NameForm
      start=""
      error={create.error}
      busy={create.isPending}
      onSave={(name) => create.mutate(name)}
      onClose={onClose}
    />
  )
}

type NameFormProps = {
  start: string
  error: unknown
  busy: boolean
  onSave: (name: string) => void
  onClose: () => void
}

function NameForm({ start, error, busy, onSave, onClose }: NameFormProps) {
  const t = useT()
  const [name, setName] = useState(start)
  function submit(event: FormEvent) {
    event.preventDefault()
    onSave(name)
  }
  return (
    <form onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <TextField
        label={t('settings.team_name')}
        hideLabel
        placeholder={t('settings.team_name')}
        error={error ? errorText(error) : undefined}
        value={name}
        maxLength={100}
        required
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" busy={busy}>
        {t('shell.save')}
      </Button>
      <Button look="quiet" onClick={onClose}>
        {t('shell.cancel')}
      </Button>
    </form>
  )
}
