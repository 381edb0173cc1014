import type { fr } from './fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'mail.greeting': 'Hello {name},',
  'mail.guichet': 'Guichet',
  'mail.somebody': 'someone',
  'mail.news': 'News',
  'mail.opening.agent': 'New ticket',
  'mail.opened.contact': 'We have received your request “{title}”, number T-{number}. We will keep you posted.',
  'mail.opened.agent': 'New ticket T-{number} from {who}: “{title}”.',
  'mail.about': 'Your request T-{number} “{title}”',
  'mail.status.opened': 'It has been reopened: we will take care of it.',
  'mail.status.waiting': 'We are waiting for your reply, or for something outside our control.',
  'mail.status.investigating': 'We are looking into the cause.',
  'mail.status.disputed': 'The solution was not right: we are working on your request again.',
  'mail.status.fixing': 'We have found the cause, and are fixing it.',
  'mail.status.resolved': 'Here is what was done.',
  'mail.status.rejected': 'We are not taking this request further, for the reason below.',
  'mail.status.cancelled': 'You can reopen it if you need it again.',
  'mail.status_by': '{by} set ticket T-{number} “{title}” to: {status}.',
  'mail.changed_by': '{by} changed ticket T-{number}. {changes}',
  'mail.link.contact': 'Follow my request',
  'mail.link.agent': 'Open the ticket',
  'mail.call': 'A question? Call us on {phone}',
  'mail.choose': 'Choose which emails I receive',
  'mail.how_to_answer': 'To reply, write to us with T-{number} in the subject.',
  'mail.sign_in.subject': 'Your sign-in link – {organisation}',
  'mail.sign_in.words':
    'Hello,\n\nHere is your link to follow your requests with {organisation}. It works once, within fifteen minutes.',
  'mail.sign_in.several':
    'Hello,\n\nSeveral people share this address at {organisation}. Choose yours: each link works once, within fifteen minutes.',
  'mail.sign_in.button': 'Continue as {who}',
  'mail.sign_in.ignore':
    'Didn’t ask for this? You can ignore this email: without this link, nobody can sign in as you.',
  'mail.confirmation.subject': 'Confirm your address – request T-{number}, {organisation}',
  'mail.confirmation.words':
    'Hello,\n\nYour address was entered in a form of {organisation}, for request T-{number}. If that was you, confirm it: replies will reach you by email too.',
  'mail.confirmation.button': 'Confirm my address',
  'mail.confirmation.ignore':
    'This link works once, within 7 days. Wasn’t that you? Ignore this email: your address will not be used.',
  'mail.address.subject': 'Confirm your address – {organisation}',
  'mail.address.words':
    'Hello,\n\nYour address was given to follow requests with {organisation}. If that was you, confirm it: our replies will reach you by email too.',
  'mail.quarantine.subject': '{count|A form submission is in quarantine|# form submissions are in quarantine}',
  'mail.quarantine.words':
    '{count|A form submission looks|# form submissions look} like a robot’s. Someone has to decide: make a ticket of it, or delete it.',
  'mail.quarantine.link': 'Open the quarantine',
  'mail.openings.subject': '{count} new tickets',
  'mail.openings.words': '{count} new tickets that nobody is working on yet:',
  'mail.openings.more': '{count|And one more|And # more}.',
  'mail.openings.link': 'See the tickets',
  'mail.test.subject': 'Sending works',
  'mail.test.body': 'Sending emails works for the desk of {organisation}. There is nothing to do.',
  'mail.invitation.subject': 'Your access to the desk of {organisation}',
  'mail.invitation.words': '{organisation} has opened an account for you on its desk. Choose your password to sign in.',
  'mail.invitation.link': 'Choose my password',
  'mail.invitation.end': 'This link works once, within 7 days.',
  'mail.reset.subject': 'Choose a new password',
  'mail.reset.words':
    'A new password was requested for your account on the desk of {organisation}. If you did not request it, you can ignore this email: nothing changes.',
  'mail.reset.link': 'Choose a new password',
  'mail.reset.end': 'This link works once, within one hour.',
  'mail.password_set.subject': 'Your password has changed',
  'mail.password_set.words':
    'The password of your account on the desk of {organisation} has just been changed through a link sent by email. Your other sessions have ended.',
  'mail.password_set.end': 'Wasn’t that you? Tell an administrator at once.',
}
