import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { countedAtMost } from '../../../contract/common.ts'
import type { Form } from '../../../contract/forms.ts'
import { AddableList, ClickableRow } from '../../../ui/clickable-list.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useQuarantineTotal } from '../../data/quarantine.ts'
import { teamsQuery } from '../../data/teams.ts'
import { useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { newDraft } from './draft.ts'
import { FormDialog } from './form-dialog.tsx'
import classes from './forms.module.css'
import { Quarantine } from './quarantine.tsx'
import { type FormDraft, formListQuery, useRestoreForm } from './queries.ts'
import { RemovedForms } from './removed-forms.tsx'

/** Page of the forms, with quarantined submissions. */
export function FormsPage() {
  const t = useT()
  const quarantined = useQuarantineTotal()
  const { data, error, refetch } = useQuery(formListQuery)
  const [opened, setOpened] = useState<Form | FormDraft | null>(null)
  const restore = useRestoreForm(({ name }) => toast({ text: t('forms.restored', { name }) }))
  if (!data) return <Loading error={error} onRetry={refetch} rows={3} />
  return (
    <>
      <AddableList
        isEmpty={data.items.length === 0}
        texts={{
          add: t('forms.new'),
          description: t('forms.words'),
          emptyTitle: t('forms.none_title'),
          empty: t('forms.none'),
        }}
        onAdd={() => setOpened(newDraft())}
      >
        {data.items.map((form) => (
          <Row key={form.id} form={form} onOpen={() => setOpened(form)} />
        ))}
      </AddableList>
      {data.items.length > 0 && <Quarantine heading="h2" total={quarantined} />}
      {data.removed.length > 0 && (
        <RemovedForms forms={data.removed} busy={restore.isPending} error={restore.error} onRestore={restore.mutate} />
      )}
      {opened && (
        <FormDialog
          // The copy opens in a dialog of its own.
          key={'id' in opened ? opened.id : opened.name}
          form={opened}
          onClose={() => setOpened(null)}
          onCopy={setOpened}
          onRemoved={({ id, name }) => {
            setOpened(null)
            const action = { label: t('forms.restore'), run: () => restore.mutate(id) }
            toast({ text: t('forms.removed', { name }), action })
          }}
        />
      )}
    </>
  )
}

function Row({ form, onOpen }: { form: Form; onOpen: () => void }) {
  const t = useT()
  const { name, title, fields, teamId, submissions, quarantined, isOpen } = form
  const team = useQuery(teamsQuery).data?.find(({ id }) => id === teamId)
  return (
    <ClickableRow name={name} note={title} className={classes.row} onOpen={onOpen}>
      <span>
        {t('forms.field_count', { count: fields.length })}
        {team && <small>{team.name}</small>}
      </span>
      <span>
        {t(submissions < countedAtMost ? 'forms.count' : 'forms.count_most', { count: submissions })}
        {quarantined > 0 && <small>{t('forms.quarantined', { count: quarantined })}</small>}
      </span>
      <span className={isOpen ? undefined : classes.closed}>{t(isOpen ? 'forms.open' : 'forms.closed')}</span>
    </ClickableRow>
  )
}
