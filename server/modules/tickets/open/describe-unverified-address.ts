import { translate } from '../../../../i18n/index.ts'

/** Returns a note for agents about an unverified address: whose it is, and whether a confirmation mail was sent. */
export function describeUnverifiedAddress(email: string, known: string[], isAsked: boolean): string {
  const whose =
    known.length === 0
      ? translate('fr', 'forms.address_unverified', { email })
      : translate('fr', 'forms.address_of', { email, names: known.join(', ') })
  return `${whose} ${translate('fr', isAsked ? 'forms.address_asked' : 'forms.address_unused')}`
}
