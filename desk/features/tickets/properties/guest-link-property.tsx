import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { Button } from '../../../../ui/button.tsx'
import { ConfirmButton } from '../../../../ui/confirm-button.tsx'
import { CopyButton } from '../../../../ui/copy-button.tsx'
import { TextField } from '../../../../ui/field.tsx'
import { FormError } from '../../../../ui/form-error.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { api, call } from '../../../lib/api.ts'
import { useDates, useNow } from '../../../lib/dates.ts'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useWrite } from '../../../lib/use-write.ts'
import { EmptyValue } from './empty-value.tsx'
import classes from './guest-link-property.module.css'
import { Property } from './property.tsx'

const guestLinkQuery = (id: string) =>
  queryOptions({
    queryKey: ['ticket', 'guest-link', id],
    queryFn: ({ signal }) => call(api.guestLinks.show, { params: { id } }, { signal }),
  })

/** Secret link of the guest who submitted the ticket, with a button to revoke or create it; also on closed tickets. */
export function GuestLinkProperty({ ticket }: { ticket: TicketView; onClose: () => void }) {
  const t = useT()
  const { data, error: unread, refetch } = useQuery(guestLinkQuery(ticket.id))
  const [asked, setAsked] = useState(false)
  const params = { id: ticket.id }
  const revoke = useWrite(
    ['ticket'],
    () => call(api.guestLinks.revoke, { params }),
    () => {
      setAsked(false)
      make.reset()
      toast({ text: t('guest_link.revoked') })
    },
  )
  const make = useWrite(
    ['ticket'],
    () => call(api.guestLinks.make, { params }),
    () => {},
  )
  const error = revoke.error ?? make.error
  if (unread && !data)
    return (
      <FormError>
        {errorText(unread)}
        <Button onClick={() => refetch()}>{t('shell.retry')}</Button>
      </FormError>
    )
  if (!data || (data.link === null && !data.can.make)) return null
  return (
    <>
      <Property label={t('fact.guest_link')}>
        {data.link ? <LastUse usedAt={data.link.usedAt} /> : <EmptyValue />}
      </Property>
      {make.data && <Handed path={make.data.path} name={ticket.reporter?.name ?? ''} />}
      {asked && (
        <p className={classes.words} role="status">
          {t('guest_link.revoke_words')}
        </p>
      )}
      {(data.can.revoke || data.can.make) && (
        <div className={classes.acts}>
          {data.can.revoke ? (
            <ConfirmButton
              asked={asked}
              onAsk={setAsked}
              words={{ ask: t('guest_link.revoke'), confirm: t('guest_link.revoke_now'), cancel: t('shell.cancel') }}
              look="plain"
              busy={revoke.isPending}
              onConfirm={() => revoke.mutate(undefined)}
            />
          ) : (
            <Button busy={make.isPending} onClick={() => make.mutate(undefined)}>
              {t('guest_link.make')}
            </Button>
          )}
        </div>
      )}
      {error && <FormError>{errorText(error)}</FormError>}
    </>
  )
}

function LastUse({ usedAt }: { usedAt: string | null }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  return usedAt ? t('guest_link.used', { when: dates.short(usedAt, now) }) : t('guest_link.unused')
}

/** New secret link. It is shown once. */
function Handed({ path, name }: { path: string; name: string }) {
  const t = useT()
  const url = location.origin + path
  return (
    <div className={classes.handed}>
      <TextField
        label={t('guest_link.made', { name })}
        hint={t('guest_link.made_words')}
        value={url}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.target.select()}
      />
      <CopyButton value={url} said={t('guest_link.copied')}>
        {t('guest_link.copy')}
      </CopyButton>
    </div>
  )
}
