import { useNavigate } from '@tanstack/react-router'
import { dot } from '../../../browser/separator.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { useT } from '../../lib/i18n.tsx'
import type { NewCall } from '../../lib/new-call.ts'
import { useMe } from '../../lib/session.ts'
import { useUploads } from '../../lib/uploads/use-uploads.ts'
import { CallForm } from './call-form.tsx'
import { isBlank, useCallDraft } from './draft.ts'
import { useStartFrom } from './use-start-from.ts'

/** Dialog in which a call becomes a ticket, by keyboard alone. Closing it keeps the draft. */
export function CallDialog({ from, onClose }: { from: NewCall; onClose: () => void }) {
  const t = useT()
  const me = useMe()
  const dates = useDates()
  const now = useNow()
  const navigate = useNavigate()
  const call = useCallDraft(me.id)
  const files = useUploads(`call.${me.id}`)
  useStartFrom(from, call)

  function created({ number }: { number: number }) {
    call.clear()
    files.clear(files.ids)
    onClose()
    toast({
      text: t('call.created', { number }),
      action: {
        label: t('shell.open'),
        run: () => navigate({ to: '/tickets/$key', params: { key: String(number) } }),
      },
    })
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('call.title')}
      aside={`${dates.time(new Date(now).toISOString())}${dot}${me.name}`}
      closeLabel={t('shell.close')}
      width="wide"
      closeOnClickOutside={isBlank(call.draft) && files.uploads.length === 0}
    >
      <CallForm {...call} files={files} onCreated={created} />
    </Dialog>
  )
}
