import { statuses } from '../../../contract/enums.ts'
import { type MailRecipient, type MailRule, mailRecipients } from '../../../contract/mail.ts'
import { FormError } from '../../../ui/form-error.tsx'
import { StatusGlyph } from '../../../ui/status-glyph.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './mails.module.css'
import { useChangeMailSettings } from './queries.ts'

/** Table of the changes of status and their recipients: each box takes effect at once. */
export function MailRules({ rules }: { rules: MailRule[] }) {
  const t = useT()
  const change = useChangeMailSettings(() => {})
  const shown = change.isPending ? (change.variables.rules ?? rules) : rules
  const isOn = (status: MailRule['status'], recipient: MailRecipient) =>
    shown.some((rule) => rule.status === status && rule.recipient === recipient)

  function toggle(status: MailRule['status'], recipient: MailRecipient) {
    const others = shown.filter((rule) => rule.status !== status || rule.recipient !== recipient)
    change.mutate({ rules: isOn(status, recipient) ? others : [...others, { status, recipient }] })
  }

  return (
    <>
      <p className={classes.note}>{t('mails.rules_words')}</p>
      <table className={classes.rules}>
        <thead>
          <tr>
            <td />
            {mailRecipients.map((recipient) => (
              <th key={recipient} scope="col">
                {t(`mails.rule.${recipient}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statuses.map((status) => (
            <tr key={status}>
              <th scope="row">
                <StatusGlyph status={status} /> {t(`status.${status}`)}
              </th>
              {mailRecipients.map((recipient) => (
                <td key={recipient}>
                  <label>
                    <span className="sr-only">
                      {t(`status.${status}`)}, {t(`mails.rule.${recipient}`)}
                    </span>
                    <input
                      type="checkbox"
                      checked={isOn(status, recipient)}
                      disabled={change.isPending}
                      onChange={() => toggle(status, recipient)}
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {change.error && <FormError>{errorText(change.error)}</FormError>}
    </>
  )
}
