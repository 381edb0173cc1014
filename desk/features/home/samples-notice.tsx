import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { toast } from '../../../ui/toast.tsx'
import { CallError } from '../../lib/api.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useMay } from '../../lib/session.ts'
import classes from './home.module.css'
import { sampleQuery, useRemoveSamples } from './queries.ts'

/** Notice that the desk has sample data, with a button that removes it. */
export function SamplesNotice() {
  const t = useT()
  const maySet = useMay('settings.manage')
  const { data } = useQuery({ ...sampleQuery, enabled: maySet })
  const [asked, setAsked] = useState(false)
  const remove = useRemoveSamples(() => toast({ text: t('home.samples_removed') }))
  if (!data || data.tickets === 0) return null
  return (
    <section className={classes.samples} aria-label={t('home.samples')}>
      <p>{t(asked ? 'home.samples_confirm' : 'home.samples_words', { count: data.tickets })}</p>
      <ConfirmButton
        asked={asked}
        onAsk={setAsked}
        look="plain"
        words={{ ask: t('home.samples_remove'), confirm: t('home.samples_remove_all'), cancel: t('shell.cancel') }}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      />
      {remove.error && <p role="alert">{refusalText(remove.error)}</p>}
    </section>
  )
}

/** Names the tickets that prevent the removal of sample data. */
function refusalText(error: Error): string {
  const tickets = error instanceof CallError && error.code === 'samples_in_use' ? error.details.tickets : []
  const names = (tickets as number[]).map((number) => `T-${number}`).join(', ')
  return names ? `${errorText(error)} (${names})` : errorText(error)
}
