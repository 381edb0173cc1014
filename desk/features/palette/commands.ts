import type { TicketExcerpt } from '../../../contract/tickets.ts'
import type { IconName } from '../../../ui/icon.tsx'
import { matchesWords } from '../../../ui/matches-words.ts'

/** Command of the palette: a place to go, or an action. */
export type Command = {
  id: string
  label: string
  note?: string | undefined
  icon: IconName
  run: () => void
  found?: TicketExcerpt | undefined
}

export type CommandGroup = { title: string; commands: Command[] }

/** Returns the commands whose words contain the text; all of them without a text. */
export const matching = (commands: Command[], text: string) =>
  text.trim() === '' ? commands : commands.filter((command) => matchesWords(command.label, text))
