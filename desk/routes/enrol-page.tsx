import { Link, useRouter } from '@tanstack/react-router'
import { ConfirmDialog } from '../features/account/confirm-dialog.tsx'
import { FactorChoice } from '../features/account/factor-choice.tsx'
import { EntryPage } from '../features/entry/entry-page.tsx'
import { useT } from '../lib/i18n.tsx'
import { queryClient } from '../lib/query-client.ts'
import { enrolRoute } from './entry.tsx'

/** Page between the password and the desk, for agents whose role needs a second factor. */
export function EnrolPage() {
  const t = useT()
  const { history } = useRouter()
  const { retour } = enrolRoute.useSearch()
  return (
    <EntryPage title={t('account.enrol_title')}>
      <p>{t('account.enrol_words')}</p>
      <FactorChoice
        onDone={() => {
          queryClient.clear()
          history.push(retour ?? '/')
        }}
      />
      <p>
        <Link to="/connexion" search={retour === undefined ? {} : { retour }}>
          {t('entry.back_to_sign_in')}
        </Link>
      </p>
      <ConfirmDialog />
    </EntryPage>
  )
}
