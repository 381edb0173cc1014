import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import { dot } from '../../../browser/separator.ts'
import { Button } from '../../../ui/button.tsx'
import { DropVeil } from '../../../ui/drop-veil.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import { useMay } from '../../lib/session.ts'
import { keyName } from '../../lib/shortcuts.ts'
import { pastedFiles, useFileDrop } from '../../lib/uploads/incoming.ts'
import { PHONE, useMedia } from '../../lib/use-media.ts'
import { CallError } from './call-error.tsx'
import { CallFiles } from './call-files.tsx'
import classes from './call-form.module.css'
import { callerCounts, useCallerCard } from './caller-card.ts'
import { CallerField } from './caller-field.tsx'
import { CallerPane } from './caller-pane.tsx'
import { ChosenCaller } from './chosen-caller.tsx'
import { CriticalityField } from './criticality-field.tsx'
import { MachineField } from './machine-field.tsx'
import { MoreFields } from './more-fields.tsx'
import { UnknownCaller } from './unknown-caller.tsx'
import { type CallFormProps, useCallForm } from './use-call-form.ts'

export function CallForm(props: CallFormProps) {
  const { draft, change, files } = props
  const t = useT()
  const form = useCallForm(props)
  const isPhone = useMedia(PHONE)
  const [opened, setMore] = useState<boolean | null>(null)
  const drop = useFileDrop(files.add)
  const { caller } = draft
  const machineAdvice = useMay('equipment.edit') ? 'call.missing_machine' : 'call.missing_known_machine'
  const more = opened ?? draft.project !== null
  const shownId = caller?.kind === 'known' ? caller.id : caller ? null : form.preview
  const card = useCallerCard(caller?.kind === 'known' ? caller.id : null)

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.submit()
  }

  function onPaste(event: ClipboardEvent) {
    const pasted = pastedFiles(event)
    if (pasted.length === 0) return
    event.preventDefault()
    files.add(pasted)
  }
  const pane = (
    <CallerPane
      contactId={shownId}
      newcomer={caller?.kind === 'unknown' ? caller.name : null}
      title={draft.title}
      machines={draft.machines}
      onToggle={form.toggleMachine}
    />
  )

  return (
    <form
      className={classes.form}
      onKeyDown={onKeyDown}
      onPasteCapture={onPaste}
      onSubmit={(event) => event.preventDefault()}
      noValidate
      {...drop.handlers}
    >
      {drop.over && <DropVeil label={t('files.drop')} />}
      <div className={classes.fields}>
        {caller === null && (
          <CallerField
            text={draft.callerText}
            error={form.missing.includes('caller') ? t('call.missing_caller') : undefined}
            input={form.inputs.caller}
            onText={form.changeCallerText}
            onChoose={form.choose}
            onPreview={form.setPreview}
            onHurry={form.hurry}
          />
        )}
        {caller?.kind === 'known' && <ChosenCaller caller={caller} onChange={form.backToSearch} />}
        {caller?.kind === 'unknown' && (
          <UnknownCaller
            caller={caller}
            missing={form.missing}
            name={form.inputs.callerName}
            phone={form.inputs.callerPhone}
            onChange={form.changeUnknown}
            onBack={form.backToSearch}
          />
        )}
        {isPhone && caller?.kind === 'known' && (
          <details className={classes.inlinePane}>
            <summary>{callerCounts(t, card)}</summary>
            {pane}
          </details>
        )}
        <TextField
          ref={form.inputs.title}
          label={t('call.what')}
          error={form.missing.includes('title') ? t('call.missing_title') : undefined}
          value={draft.title}
          maxLength={200}
          autoComplete="off"
          data-autofocus={caller ? true : undefined}
          onChange={(event) => change({ title: event.target.value })}
        />
        <TextArea
          label={t('call.details')}
          className={classes.details}
          rows={4}
          value={draft.description}
          onChange={(event) => change({ description: event.target.value })}
        />
        <CallFiles files={files} />
        <div className={classes.two}>
          <MachineField
            machines={draft.machines}
            named={draft.namedMachine}
            callers={card?.machines ?? []}
            onToggle={form.toggleMachine}
            created={draft.newMachines}
            onCreated={(newMachines) => change({ newMachines })}
            text={draft.machineText}
            onText={(machineText) => change({ machineText })}
            error={form.missing.includes('machine') ? t(machineAdvice) : undefined}
            input={form.inputs.machine}
          />
          <CriticalityField value={draft.criticality} onChange={(criticality) => change({ criticality })} />
        </div>
        {more && <MoreFields draft={draft} change={change} />}
        <CallError form={form} />
        <footer className={classes.foot}>
          <span className={classes.quiet}>
            {!more && `${t(`channel.${draft.channel}`)}${dot}`}
            <button type="button" className={classes.link} aria-expanded={more} onClick={() => setMore(!more)}>
              {t(more ? 'call.less' : 'call.more')}
            </button>
            {form.resumed && (
              <>
                {dot}
                {t('call.resumed')},{' '}
                <button type="button" className={classes.link} onClick={form.discard}>
                  {t('call.discard')}
                </button>
              </>
            )}
          </span>
          <Button look="primary" kbd={keyName('mod+Enter')} busy={form.isSending} onClick={form.submit}>
            {t('call.create')}
          </Button>
        </footer>
      </div>
      {!isPhone && <aside className={classes.aside}>{pane}</aside>}
    </form>
  )
}
