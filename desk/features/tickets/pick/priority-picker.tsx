import { type Priority, priorities } from '../../../../contract/enums.ts'
import { PickList } from '../../../../ui/pick-list.tsx'
import { PriorityArrow } from '../../../../ui/priority-arrow.tsx'
import { useT } from '../../../lib/i18n.tsx'

type Props = { value?: Priority | null; onPick: (priority: Priority | null) => void }

const mostPressingFirst = priorities.toReversed()

export function PriorityPicker({ value, onPick }: Props) {
  const t = useT()
  return (
    <PickList
      label={t('fact.priority')}
      picked={value === undefined ? null : (value ?? 'none')}
      options={[
        ...mostPressingFirst.map((priority) => ({
          value: priority,
          label: t(`priority.${priority}`),
          mark: <PriorityArrow priority={priority} />,
        })),
        { value: 'none', label: t('priority.none') },
      ]}
      onPick={(picked) => onPick(picked === 'none' ? null : (picked as Priority))}
      empty={t('pick.nothing')}
    />
  )
}
