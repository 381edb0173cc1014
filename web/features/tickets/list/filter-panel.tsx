import { useState } from 'react'
import { criticalities, priorities, statuses } from '../../../../contract/enums.ts'
import { Button } from '../../../../ui/button.tsx'
import { CriticalityBars } from '../../../../ui/criticality-bars.tsx'
import { SelectField, TextField } from '../../../../ui/field.tsx'
import { PriorityArrow } from '../../../../ui/priority-arrow.tsx'
import { Segmented } from '../../../../ui/segmented.tsx'
import { StatusGlyph } from '../../../../ui/status-glyph.tsx'
import { ToggleChips } from '../../../../ui/toggle-chips.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { type TicketSearch, toggled, valuesOf } from '../filter.ts'
import { CompanyPicker } from '../pick/company-picker.tsx'
import classes from './filter-panel.module.css'
import { LeadField } from './lead-field.tsx'

type Props = { search: TicketSearch; onSearch: (search: TicketSearch) => void }
type ListName = 'status' | 'criticality' | 'priority'

/** Everything a list can be narrowed by; each choice shows at once in the list and in the address. */
export function FilterPanel({ search, onSearch }: Props) {
  const t = useT()
  const [text, setText] = useState(search.text ?? '')
  const [company, setCompany] = useState(false)
  const change = (part: Partial<TicketSearch>) => onSearch({ ...search, ...part })
  const toggle = (name: ListName) => (value: string) => change({ [name]: toggled(search[name], value) })

  if (company)
    return (
      <CompanyPicker
        onPick={(companyId) => {
          setCompany(false)
          change({ companyId })
        }}
      />
    )

  return (
    <div className={classes.panel}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          change({ text: text.trim() || undefined })
        }}
      >
        <TextField
          label={t('filter.text')}
          value={text}
          placeholder={t('filter.text_hint')}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => text.trim() !== (search.text ?? '') && change({ text: text.trim() || undefined })}
        />
      </form>
      <Segmented
        label={t('filter.state')}
        value={search.state ?? 'open'}
        segments={(['open', 'closed', 'all'] as const).map((value) => ({ value, label: t(`filter.state.${value}`) }))}
        onChange={(state) => change({ state: state === 'open' ? undefined : state })}
        look="apart"
      />
      <ToggleChips
        label={t('ticket.status')}
        chosen={valuesOf(search.status)}
        options={statuses.map((value) => ({
          value,
          label: t(`status.${value}`),
          mark: <StatusGlyph status={value} />,
        }))}
        onToggle={toggle('status')}
      />
      <ToggleChips
        label={t('fact.criticality')}
        chosen={valuesOf(search.criticality)}
        options={criticalities.map((value) => ({
          value,
          label: t(`criticality.${value}`),
          mark: <CriticalityBars criticality={value} />,
        }))}
        onToggle={toggle('criticality')}
      />
      <ToggleChips
        label={t('fact.priority')}
        chosen={valuesOf(search.priority)}
        options={[
          ...priorities.map((value) => ({
            value,
            label: t(`priority.${value}`),
            mark: <PriorityArrow priority={value} />,
          })),
          { value: 'none', label: t('priority.none') },
        ]}
        onToggle={toggle('priority')}
      />
      <div className={classes.two}>
        <LeadField value={search.lead} onChange={(lead) => change({ lead })} />
        <SelectField
          label={t('filter.watcher')}
          value={search.watcher ?? ''}
          onChange={(event) => change({ watcher: event.target.value === 'me' ? 'me' : undefined })}
        >
          <option value="">{t('filter.any')}</option>
          <option value="me">{t('filter.me')}</option>
        </SelectField>
        <SelectField
          label={t('fact.due')}
          value={search.late ?? ''}
          onChange={(event) => change({ late: event.target.value === 'true' ? 'true' : undefined })}
        >
          <option value="">{t('filter.any')}</option>
          <option value="true">{t('nav.view.late')}</option>
        </SelectField>
      </div>
      <div className={classes.foot}>
        <Button onClick={() => setCompany(true)}>{t('filter.company')}</Button>
        <Button look="quiet" onClick={() => onSearch(search.sort ? { sort: search.sort } : {})}>
          {t('filter.clear')}
        </Button>
      </div>
    </div>
  )
}
