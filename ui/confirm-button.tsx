import { Button } from './button.tsx'

type Props = {
  asked: boolean
  onAsk: (asked: boolean) => void
  /** Labels of the button, of its confirmation and of the cancel button. */
  words: { ask: string; confirm: string; cancel: string }
  /** Look before the first click. */
  look?: 'danger' | 'quiet' | 'plain'
  busy: boolean
  onConfirm: () => void
}

/** Button with a confirmation step, for actions that cannot be undone. */
export function ConfirmButton({ asked, onAsk, words, look = 'quiet', busy, onConfirm }: Props) {
  return (
    <>
      <Button look={asked ? 'danger' : look} busy={busy} onClick={() => (asked ? onConfirm() : onAsk(true))}>
        {asked ? words.confirm : words.ask}
      </Button>
      {asked && (
        <Button look="quiet" onClick={() => onAsk(false)}>
          {words.cancel}
        </Button>
      )}
    </>
  )
}
