import { useQuery } from '@tanstack/react-query'
import { Button } from '../../../ui/button.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './forms.module.css'
import { quarantineQuery, useAccept, useDiscard } from './queries.ts'

/** What looked like a robot's: nothing is lost, and somebody decides. */
export function Quarantine() {
  const t = useT()
  const { data } = useQuery(quarantineQuery)
  const accept = useAccept(({ number }) => toast({ text: t('forms.accepted', { number }) }))
  const discard = useDiscard()
  return (
    <section aria-label={t('forms.quarantine')}>
      <div className={classes.bar}>
        <h2>{t('forms.quarantine')}</h2>
        <p>{data?.items.length === 0 ? t('forms.quarantine_empty') : t('forms.quarantine_words')}</p>
      </div>
      <ul>
        {data?.items.map(({ id, form, answers, reasons, files }) => (
          <li key={id} className={classes.kept}>
            <p>
              {[
                form.name,
                ...reasons.map((reason) => t(`forms.reason.${reason}`)),
                files > 0 && t('forms.files', { count: files }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <dl>
              {answers.map(({ label, answer }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{answer}</dd>
                </div>
              ))}
            </dl>
            <div className={classes.acts}>
              <Button onClick={() => accept.mutate(id)}>{t('forms.accept')}</Button>
              <Button look="quiet" onClick={() => discard.mutate(id)}>
                {t('forms.discard')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
