import { translate } from '../../../i18n/index.ts'

/** Returns what agents are told of an address that nobody has confirmed: whose it is, and whether a mail asks. */
export function remarkOnAddress(email: string, known: string[], isAsked: boolean): string {
  const whose =
    known.length === 0
      ? translate('fr', 'forms.address_unverified', { email })
      : translate('fr', 'forms.address_of', { email, names: known.join(', ') })
  return `${whose} ${translate('fr', isAsked ? 'forms.address_asked' : 'forms.address_unused')}`
}
