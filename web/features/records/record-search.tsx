import { Icon } from '../../../ui/icon.tsx'
import classes from './record-list.module.css'

type Props = { label: string; text: string; onText: (text: string) => void }

export function RecordSearch({ label, text, onText }: Props) {
  return (
    <span className={classes.search}>
      <Icon name="search" size={15} />
      <input
        type="text"
        inputMode="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onText('')}
        // biome-ignore lint/a11y/noAutofocus: one comes to this screen to look somebody up
        autoFocus={matchMedia('(pointer: fine)').matches}
      />
    </span>
  )
}
