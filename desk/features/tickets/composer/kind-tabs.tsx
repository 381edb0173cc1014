import type { StepKind } from '../../../../contract/enums.ts'
import { Menu, MenuItem } from '../../../../ui/menu.tsx'
import { useT } from '../../../lib/i18n.tsx'
import classes from './kind-tabs.module.css'

const usual: StepKind[] = ['answer', 'question', 'information', 'solution']
const others: StepKind[] = ['instruction', 'reason', 'event', 'history', 'document']

/** Tabs for the kind of the step. */
export function KindTabs({ kind, onKind }: { kind: StepKind; onKind: (kind: StepKind) => void }) {
  const t = useT()
  const other = others.includes(kind)
  return (
    <fieldset className={classes.tabs} aria-label={t('composer.kind')}>
      {usual.map((each) => (
        <button
          key={each}
          type="button"
          className={classes.tab}
          aria-pressed={each === kind}
          onClick={() => onKind(each)}
        >
          {t(`step.${each}`)}
        </button>
      ))}
      <Menu
        target={
          <button type="button" className={classes.tab} aria-pressed={other}>
            {other ? t(`step.${kind}`) : t('composer.other')}
          </button>
        }
      >
        {others.map((each) => (
          <MenuItem key={each} checked={each === kind} onSelect={() => onKind(each)}>
            {t(`step.${each}`)}
          </MenuItem>
        ))}
      </Menu>
    </fieldset>
  )
}
