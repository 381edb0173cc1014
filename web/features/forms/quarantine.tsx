import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Quarantined } from '../../../contract/forms.ts'
import { AskTwice } from '../../../ui/ask-twice.tsx'
import { Button } from '../../../ui/button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { ListBar } from '../../../ui/opening-list.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './forms.module.css'
import own from './quarantine.module.css'
import { quarantineQuery, useAccept, useDiscard } from './queries.ts'

/** What looked like a robot's: nothing is lost, and somebody decides. */
export function Quarantine({ count }: { count: number }) {
  const t = useT()
  const { data, error } = useQuery(quarantineQuery)
  return (
    <section aria-label={t('forms.quarantine')}>
      <ListBar>
        <div className={classes.quarantine}>
          <h2>{count > 0 ? t('forms.quarantine_count', { count }) : t('forms.quarantine')}</h2>
          <p>{count > 0 ? t('forms.quarantine_words') : t('forms.quarantine_empty')}</p>
        </div>
      </ListBar>
      {error && <FormError>{errorText(error)}</FormError>}
      <ul>
        {data?.items.map((kept) => (
          <Kept key={kept.id} kept={kept} />
        ))}
      </ul>
    </section>
  )
}

function Kept({ kept: { id, number, form, answers, reasons, files, createdAt } }: { kept: Quarantined }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const navigate = useNavigate()
  const [asked, setAsked] = useState(false)
  const accept = useAccept(({ number }) => {
    const run = () => navigate({ to: '/tickets/$key', params: { key: String(number) } })
    toast({ text: t('forms.accepted', { number }), action: { label: t('forms.open_ticket'), run } })
  })
  const discard = useDiscard(() => toast({ text: t('forms.discarded') }))
  const error = accept.error ?? discard.error
  const busy = accept.isPending || discard.isPending
  return (
    <li className={own.kept}>
      <p className={own.keptHead}>
        {number !== null && <span className="num">T-{number}</span>}
        <b>{form.name}</b>
        <span>{t('forms.received', { when: dates.relative(createdAt, now) })}</span>
        <span className={own.reasons}>{reasons.map((reason) => t(`forms.reason.${reason}`)).join(', ')}</span>
      </p>
      <dl>
        {answers.map(({ label, answer }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
      {files > 0 && <p className={classes.note}>{t('forms.files', { count: files })}</p>}
      {asked && (
        <p className={classes.note} role="status">
          {t('forms.discard_words')}
        </p>
      )}
      <div className={classes.acts}>
        {!asked && (
          <Button busy={busy} onClick={() => accept.mutate(id)}>
            {t('forms.accept')}
          </Button>
        )}
        <AskTwice
          asked={asked}
          onAsk={setAsked}
          words={{ ask: t('forms.discard'), confirm: t('forms.discard_now'), cancel: t('shell.cancel') }}
          busy={busy}
          onConfirm={() => discard.mutate(id)}
        />
      </div>
      {error && <FormError>{errorText(error)}</FormError>}
    </li>
  )
}
