import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { countedAtMost } from '../../../contract/common.ts'
import type { Form } from '../../../contract/forms.ts'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { ListBar, OpeningLine } from '../../../ui/opening-list.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { useT } from '../../lib/i18n.tsx'
import { Unread } from '../../lib/unread.tsx'
import { newDraft } from './draft.ts'
import { FormDialog } from './form-dialog.tsx'
import classes from './forms.module.css'
import { Quarantine } from './quarantine.tsx'
import { type FormDraft, formListQuery, teamChoiceQuery } from './queries.ts'

/** The forms of any site, and what waits for somebody to look at it. */
export function FormsPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(formListQuery)
  const [opened, setOpened] = useState<Form | FormDraft | null>(null)
  if (error && !data) return <Unread error={error} onRetry={refetch} />
  if (!data) return <SkeletonRows rows={3} label={t('shell.loading')} />
  const add = (
    <Button icon="plus" onClick={() => setOpened(newDraft())}>
      {t('forms.new')}
    </Button>
  )
  return (
    <>
      {data.items.length === 0 ? (
        <Empty title={t('forms.none_title')} action={add}>
          {t('forms.none')}
        </Empty>
      ) : (
        <>
          <ListBar action={add}>
            <p>{t('forms.words')}</p>
          </ListBar>
          <ul>
            {data.items.map((form) => (
              <Row key={form.id} form={form} onOpen={() => setOpened(form)} />
            ))}
          </ul>
          <Quarantine count={data.items.reduce((sum, { quarantined }) => sum + quarantined, 0)} />
        </>
      )}
      {opened && <FormDialog form={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function Row({ form, onOpen }: { form: Form; onOpen: () => void }) {
  const t = useT()
  const { name, title, fields, teamId, submissions, quarantined, isOpen } = form
  const team = useQuery(teamChoiceQuery).data?.items.find(({ id }) => id === teamId)
  return (
    <OpeningLine name={name} note={title} className={classes.row} onOpen={onOpen}>
      <span>
        {t('forms.field_count', { count: fields.length })}
        {team && <small>{team.name}</small>}
      </span>
      <span>
        {t(submissions < countedAtMost ? 'forms.count' : 'forms.count_most', { count: submissions })}
        {quarantined > 0 && <small>{t('forms.quarantined', { count: quarantined })}</small>}
      </span>
      <span className={isOpen ? undefined : classes.closed}>{t(isOpen ? 'forms.open' : 'forms.closed')}</span>
    </OpeningLine>
  )
}
