import { toast } from '../../../ui/toast.tsx'
import { markAllSeen } from '../../data/seen.ts'
import { api, call } from '../../lib/api.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useMe } from '../../lib/session.ts'
import type { Unread } from './use-unread.ts'

/** Marks everything up to the newest shown event as read, with undo; later events stay unread. */
export function useMarkAll({ items, since, refetch }: Unread) {
  const t = useT()
  const { id } = useMe()

  async function move(to: string, shown: string | null) {
    markAllSeen(id, shown)
    try {
      await call(api.unread.setSince, { body: { at: to } })
      await refetch()
    } catch (error) {
      markAllSeen(id, null)
      toast({ text: errorText(error), tone: 'danger' })
      return false
    }
    return true
  }

  return async () => {
    const newest = items[0]?.newsAt
    if (newest === undefined || since === undefined || !(await move(newest, newest))) return
    toast({ text: t('bell.marked'), action: { label: t('shell.undo'), run: () => void move(since, null) } })
  }
}
