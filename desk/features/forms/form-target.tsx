import { useQuery } from '@tanstack/react-query'
import { Criticality, TicketKind } from '../../../contract/enums.ts'
import { SelectField } from '../../../ui/field.tsx'
import { RecordSelect } from '../../../ui/record-select.tsx'
import { teamsQuery } from '../../data/teams.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './forms.module.css'
import type { FormDraft } from './queries.ts'

type Props = { draft: FormDraft; onChange: (part: Partial<FormDraft>) => void }

/** Initial values of the form's tickets, and whether it takes any. */
export function FormTarget({ draft, onChange }: Props) {
  const t = useT()
  const teams = useQuery(teamsQuery).data ?? []
  return (
    <>
      <div className={classes.pair}>
        <RecordSelect
          label={t('forms.team')}
          none={t('forms.no_team')}
          records={teams}
          value={draft.teamId ?? null}
          onChange={(teamId) => onChange({ teamId })}
        />
        <SelectField
          label={t('forms.default_kind')}
          value={draft.kind ?? 'incident'}
          onChange={(event) => onChange({ kind: TicketKind.parse(event.target.value) })}
        >
          {TicketKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('forms.default_criticality')}
          value={draft.criticality ?? 'normal'}
          onChange={(event) => onChange({ criticality: Criticality.parse(event.target.value) })}
        >
          {Criticality.options.map((criticality) => (
            <option key={criticality} value={criticality}>
              {t(`criticality.${criticality}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={draft.isOpen ?? true}
          onChange={(event) => onChange({ isOpen: event.target.checked })}
        />
        {t('forms.is_open')}
      </label>
    </>
  )
}
