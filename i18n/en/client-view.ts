import type { clientView as french } from '../fr/client-view.ts'

export const clientView: Record<keyof typeof french, string> = {
  'client_view.title': 'What the client sees',
  'client_view.page': 'Their page',
  'client_view.mails': 'Emails',
  'client_view.reader': 'As seen by',
  'client_view.page_of': '{name}’s page',
  'client_view.read_only': '{name}’s page as it is right now. Nothing can be sent from here.',
  'client_view.nobody': 'Nobody on the client’s side follows this ticket: add a contact so that someone sees it.',
  'client_view.failed': 'What the client sees could not be displayed',
  'client_view.reload': 'Reload the page and try again.',
  'client_view.no_mails': 'No emails have been prepared for this ticket yet.',
  'client_view.to.contact': 'client',
  'client_view.to.agent': 'agent',
  'client_view.state.waiting': 'Waiting',
  'client_view.state.sent': 'Sent',
  'client_view.state.refused': 'Rejected',
  'client_view.state.cancelled': 'Not sent',
  'client_view.problem': 'The server replied: {problem}',
  'client_view.text_now': 'This email has not been sent yet; this is what it would say now.',
  'client_view.text_lost': 'The text of this email was not kept.',
  'client_view.no_text': 'This email was not sent.',
}
