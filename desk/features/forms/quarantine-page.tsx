import { useQuarantineTotal } from '../../data/quarantine.ts'
import { useT } from '../../lib/i18n.tsx'
import { useDocumentTitle } from '../../lib/use-document-title.ts'
import { Quarantine } from './quarantine.tsx'

/** Submissions that look like a robot's, for agents who may settle them. */
export function QuarantinePage() {
  const t = useT()
  useDocumentTitle(t('forms.quarantine'))
  return <Quarantine heading="h1" total={useQuarantineTotal()} />
}
