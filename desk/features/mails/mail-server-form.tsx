import { type FormEvent, useState } from 'react'
import type { MailSettings } from '../../../contract/mail.ts'
import { Button } from '../../../ui/button.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { PasswordField } from '../../../ui/password-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText, listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './mails.module.css'
import { type MailChanges, useChangeMailSettings } from './queries.ts'

type Typed = {
  host: string
  port: string
  secure: 'tls' | 'starttls'
  user: string
  password: string
  senderAddress: string
  replyTo: string
  gatherSeconds: string
}

const gatherChoices = [0, 60, 120, 300, 900] as const

function typedFrom({ server, senderAddress, replyTo, gatherSeconds }: MailSettings): Typed {
  return {
    host: server?.host ?? '',
    port: String(server?.port ?? 587),
    secure: server?.secure ? 'tls' : 'starttls',
    user: server?.user ?? '',
    password: '',
    senderAddress: senderAddress ?? '',
    replyTo: replyTo ?? '',
    gatherSeconds: String(gatherSeconds),
  }
}

function changesOf(typed: Typed, isFromEnvironment: boolean): MailChanges {
  const server = {
    host: typed.host,
    port: Number(typed.port),
    secure: typed.secure === 'tls',
    user: typed.user || null,
    ...(typed.password && { password: typed.password }),
  }
  return {
    ...(!isFromEnvironment && { server: typed.host ? server : null }),
    senderAddress: typed.senderAddress || null,
    replyTo: typed.replyTo || null,
    gatherSeconds: Number(typed.gatherSeconds),
  }
}

export function MailServerForm({ settings }: { settings: MailSettings }) {
  const t = useT()
  const [typed, setTyped] = useState(() => typedFrom(settings))
  const change = useChangeMailSettings(() => toast({ text: t('settings.saved') }))
  const isFromEnvironment = settings.server?.from === 'environment'
  const refused = listInvalidFields(change.error)
  const errorAt = (field: string) => (refused.includes(field) ? t('mails.to_check') : undefined)
  const isSame = JSON.stringify(typed) === JSON.stringify(typedFrom(settings))
  const set =
    (field: keyof Typed) =>
    ({ target }: { target: { value: string } }) =>
      setTyped({ ...typed, [field]: target.value })

  /** Sets the encryption, and its usual port unless another one was typed. */
  function chooseSecurity({ target }: { target: { value: string } }) {
    const secure = target.value as Typed['secure']
    const isUsual = typed.port === '587' || typed.port === '465' || typed.port === ''
    setTyped({ ...typed, secure, port: isUsual ? (secure === 'tls' ? '465' : '587') : typed.port })
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    change.mutate(changesOf(typed, isFromEnvironment))
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      {isFromEnvironment ? (
        <p className={classes.note}>{t('mails.from_environment', { host: settings.server?.host ?? '' })}</p>
      ) : (
        <>
          <div className={classes.pair}>
            <TextField
              label={t('mails.host')}
              placeholder={t('mails.host_example')}
              error={errorAt('server.host')}
              value={typed.host}
              maxLength={255}
              spellCheck={false}
              autoCapitalize="off"
              onChange={set('host')}
            />
            <TextField
              label={t('mails.port')}
              error={errorAt('server.port')}
              value={typed.port}
              inputMode="numeric"
              pattern="[0-9]{1,5}"
              required={typed.host !== ''}
              className={classes.port}
              onChange={set('port')}
            />
          </div>
          <SelectField
            label={t('mails.security')}
            hint={t('mails.security_hint')}
            value={typed.secure}
            onChange={chooseSecurity}
          >
            <option value="starttls">{t('mails.starttls')}</option>
            <option value="tls">{t('mails.tls')}</option>
          </SelectField>
          <TextField
            label={t('mails.user')}
            value={typed.user}
            maxLength={255}
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="off"
            onChange={set('user')}
          />
          <PasswordField
            label={t('entry.password')}
            hint={settings.server?.user ? t('mails.password_kept') : undefined}
            error={refused.includes('server.password') ? t('mails.password_needed') : undefined}
            showLabel={t('entry.show_password')}
            hideLabel={t('entry.hide_password')}
            value={typed.password}
            maxLength={255}
            autoComplete="new-password"
            onChange={set('password')}
          />
        </>
      )}
      <TextField
        label={t('mails.sender')}
        hint={t('mails.sender_hint')}
        error={errorAt('senderAddress')}
        type="email"
        placeholder={t('mails.sender_example')}
        value={typed.senderAddress}
        onChange={set('senderAddress')}
      />
      <TextField
        label={t('mails.reply_to')}
        hint={t('mails.reply_to_hint')}
        error={errorAt('replyTo')}
        type="email"
        value={typed.replyTo}
        onChange={set('replyTo')}
      />
      <SelectField
        label={t('mails.gather')}
        hint={t('mails.gather_hint')}
        value={typed.gatherSeconds}
        onChange={set('gatherSeconds')}
      >
        {[...new Set([...gatherChoices, settings.gatherSeconds])].map((seconds) => (
          <option key={seconds} value={seconds}>
            {seconds === 0 ? t('mails.gather_none') : t('mails.gather_minutes', { count: Math.round(seconds / 60) })}
          </option>
        ))}
      </SelectField>
      {change.error && refused.length === 0 && <FormError>{errorText(change.error)}</FormError>}
      <Button look="primary" type="submit" disabled={isSame} busy={change.isPending}>
        {t('shell.save')}
      </Button>
    </form>
  )
}
