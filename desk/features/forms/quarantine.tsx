import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { QuarantinedSubmission } from '../../../contract/forms.ts'
import { Button } from '../../../ui/button.tsx'
import { ListBar } from '../../../ui/clickable-list.tsx'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './forms.module.css'
import own from './quarantine.module.css'
import { quarantineQuery, useAccept, useDiscard, useDiscardMany } from './queries.ts'

/** List of quarantined submissions, each to be accepted or deleted. */
export function Quarantine({ heading: Heading, total }: { heading: 'h1' | 'h2'; total: string | null }) {
  const t = useT()
  const { data, error, ...more } = useInfiniteQuery(quarantineQuery)
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-label={t('forms.quarantine')}>
      <ListBar action={items.length > 1 && <DiscardShown ids={items.map(({ id }) => id)} />}>
        <div className={classes.quarantine}>
          <Heading>{total ? t('forms.quarantine_count', { count: total }) : t('forms.quarantine')}</Heading>
          <p>{total ? t('forms.quarantine_words') : t('forms.quarantine_empty')}</p>
        </div>
      </ListBar>
      {error && <FormError>{errorText(error)}</FormError>}
      <ul>
        {items.map((kept) => (
          <QuarantinedLine key={kept.id} kept={kept} />
        ))}
      </ul>
      {more.hasNextPage && (
        <div className={own.more}>
          <Button busy={more.isFetchingNextPage} onClick={() => more.fetchNextPage()}>
            {t('forms.quarantine_older')}
          </Button>
        </div>
      )}
    </section>
  )
}

/** Deletes all submissions shown, after a flood. */
function DiscardShown({ ids }: { ids: readonly string[] }) {
  const t = useT()
  const [asked, setAsked] = useState(false)
  const discard = useDiscardMany(() => {
    setAsked(false)
    toast({ text: t('forms.discarded_shown', { count: ids.length }) })
  })
  const count = ids.length
  return (
    <div className={own.discardShown}>
      <ConfirmButton
        asked={asked}
        onAsk={setAsked}
        words={{
          ask: t('forms.discard_shown', { count }),
          confirm: t('forms.discard_shown_now', { count }),
          cancel: t('shell.cancel'),
        }}
        busy={discard.isPending}
        onConfirm={() => discard.mutate(ids)}
      />
      {discard.error && <FormError>{errorText(discard.error)}</FormError>}
    </div>
  )
}

function QuarantinedLine({
  kept: { id, number, form, answers, reasons, files, createdAt },
}: {
  kept: QuarantinedSubmission
}) {
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
        <ConfirmButton
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
