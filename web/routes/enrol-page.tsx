import { useNavigate } from '@tanstack/react-router'
import { ConfirmDialog } from '../features/account/confirm-dialog.tsx'
import { FactorChoice } from '../features/account/factor-choice.tsx'
import { EntryPage } from '../features/entry/entry-page.tsx'
import { useT } from '../lib/i18n.tsx'
import { queryClient } from '../lib/query-client.ts'

/** Between the password and the desk, for agents whose role needs a second factor. */
export function EnrolPage() {
  const t = useT()
  const navigate = useNavigate()
  return (
    <EntryPage title={t('account.enrol_title')}>
      <p>{t('account.enrol_words')}</p>
      <FactorChoice
        onDone={() => {
          queryClient.clear()
          navigate({ to: '/' })
        }}
      />
      <ConfirmDialog />
    </EntryPage>
  )
}
