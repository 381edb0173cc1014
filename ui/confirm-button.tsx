import { Button } from './button.tsx'

type Props = {
  asked: boolean
  onAsk: (asked: boolean) => void
  /** Labels of the first click, the second one and the way back. */
  words: { ask: string; confirm: string; cancel: string }
  /** How it looks before it is asked for. */
  look?: 'danger' | 'quiet' | 'plain'
  busy: boolean
  onConfirm: () => void
}

/** Button for an act that cannot be undone: a first click asks, a second one does it. */
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
