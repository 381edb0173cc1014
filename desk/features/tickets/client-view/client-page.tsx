import { useQuery } from '@tanstack/react-query'
import { createElement, useEffect, useMemo, useState } from 'react'
import { addressOf } from '../../../../contract/client.ts'
import { Button } from '../../../../ui/button.tsx'
import { Empty } from '../../../../ui/empty.tsx'
import { SkeletonRows } from '../../../../ui/skeleton.tsx'
import { api } from '../../../lib/api.ts'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useTheme } from '../../../lib/theme.ts'
import classes from './client-view.module.css'
import { clientViewQuery, readOlder } from './queries.ts'

/** Script of the preview, which draws the ticket with the same components as the client portal. */
const elementAddress = '/elements/ticket-preview.js'

type Props = { ticketId: string; reader: { id: string; name: string } }

/** The client's page of the ticket: live, and read only. */
export function ClientPage({ ticketId, reader }: Props) {
  const t = useT()
  const theme = useTheme()
  const { data, error, refetch } = useQuery(clientViewQuery(ticketId, reader.id))
  const [script, setScript] = useState<'loading' | 'ready' | 'failed'>('loading')
  useEffect(() => {
    import(/* @vite-ignore */ elementAddress).then(
      () => setScript('ready'),
      () => setScript('failed'),
    )
  }, [])
  const preview = useMemo(
    () =>
      data && {
        ...data,
        readOlder: (before: string) => readOlder(ticketId, reader.id, before),
        pictureAddress: (id: string, size: 'small' | 'large') =>
          addressOf(api.attachments.preview, { params: { id }, query: { size } }),
        fileAddress: (id: string) => addressOf(api.attachments.content, { params: { id } }),
      },
    [data, ticketId, reader.id],
  )
  if (!data && error)
    return (
      <Empty title={t('client_view.failed')} action={<Button onClick={() => refetch()}>{t('shell.retry')}</Button>}>
        {errorText(error)}
      </Empty>
    )
  if (script === 'failed') return <Empty title={t('client_view.failed')}>{t('client_view.reload')}</Empty>
  if (!preview || script === 'loading') return <SkeletonRows rows={6} label={t('shell.loading')} />
  return (
    <section className={classes.page} aria-label={t('client_view.page_of', { name: reader.name })}>
      <p className={classes.note}>{t('client_view.read_only', { name: reader.name })}</p>
      {createElement('guichet-ticket-preview', {
        className: classes.element,
        'data-theme': theme === 'system' ? 'auto' : theme,
        preview,
      })}
    </section>
  )
}
