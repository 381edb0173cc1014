import { type Criticality, criticalities } from '../../../contract/enums.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './call-form.module.css'

type Props = { value: Criticality; onChange: (value: Criticality) => void }

export function CriticalityField({ value, onChange }: Props) {
  const t = useT()
  return (
    <div className={classes.labelled}>
      <span className={classes.label} aria-hidden="true">
        {t('call.criticality')}
      </span>
      <Segmented
        look="apart"
        label={t('call.criticality')}
        value={value}
        onChange={onChange}
        segments={criticalities.map((step) => ({ value: step, label: t(`criticality.${step}`) }))}
      />
    </div>
  )
}
