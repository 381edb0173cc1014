import { useState } from 'react'
import { IconButton } from '../../../ui/button.tsx'
import { Popover } from '../../../ui/popover.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { useQuarantineCount } from '../../data/quarantine.ts'
import { useT } from '../../lib/i18n.tsx'
import { lazyPart } from '../../lib/lazy-part.tsx'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useTitleCount } from '../../lib/use-document-title.ts'
import classes from './bell.module.css'
import { useUnread } from './use-unread.ts'

const BellPanel = lazyPart(() => import('./bell-panel.tsx').then((file) => file.BellPanel), WaitingPanel)

/** Button with the number of unread tickets, which opens their panel; the tab's title shows the number too. */
export function Bell() {
  const t = useT()
  const unread = useUnread()
  const [opened, setOpened] = useState(false)
  const waiting = useQuarantineCount()
  const { capped } = unread
  const count = unread.count + waiting
  const said = count === 0 ? null : `${count}${capped ? '+' : ''}`
  useTitleCount(said)
  useShortcuts('keys.everywhere', [{ keys: 'b', label: 'keys.bell', run: () => setOpened(true) }])
  const parts = [
    unread.count > 0 && t(capped ? 'bell.many' : 'bell.count', { count: unread.count }),
    waiting > 0 && t('bell.quarantined', { count: waiting }),
  ]
  const label = count === 0 ? t('bell.none') : parts.filter(Boolean).join(', ')
  return (
    <Popover
      opened={opened}
      onClose={() => setOpened(false)}
      position="bottom-end"
      label={t('bell.title')}
      broad
      target={
        <span className={classes.bell}>
          <IconButton
            icon="bell"
            label={label}
            title={`${label} (B)`}
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          />
          {said !== null && (
            <span className={classes.count} aria-hidden="true">
              {said}
            </span>
          )}
        </span>
      }
    >
      <BellPanel unread={unread} onClose={() => setOpened(false)} />
    </Popover>
  )
}

function WaitingPanel() {
  const t = useT()
  return <SkeletonRows rows={3} label={t('shell.loading')} />
}
