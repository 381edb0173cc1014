import { useMemo, useRef, useState } from 'preact/hooks'
import { newKey } from '../../browser/new-key.ts'
import { criticalities } from '../../contract/enum-values.ts'
import type { Criticality } from '../../contract/enums.ts'
import { fileDropHandlers } from '../file-picker/file-drop.ts'
import { call, errorText, portal } from '../lib/api.ts'
import { clientStorage } from '../lib/client-storage.ts'
import { t } from '../lib/i18n.ts'
import { navigate, ticketRoute, toHref } from '../lib/router.ts'
import { me, ownStorageKey } from '../lib/session.ts'
import { createFileList } from '../lib/uploads.ts'
import { useRead } from '../lib/use-read.ts'
import { FileBox } from '../parts/file-box.tsx'
import { Heading } from '../parts/heading.tsx'

const blank = {
  title: '',
  description: '',
  criticality: 'normal' as Criticality,
  equipmentId: '',
  projectId: '',
  forOther: false,
  name: '',
  companyName: '',
  reach: '',
}
type Draft = typeof blank

/** Returns the request's body for a draft. */
function bodyOf(draft: Draft, attachmentIds: string[]) {
  const { title, description, criticality, equipmentId, projectId, name, companyName } = draft
  const reach = draft.reach.includes('@') ? { email: draft.reach } : { phone: draft.reach }
  const onBehalfOf = draft.forOther ? { name, companyName, ...reach } : null
  const about = {
    equipmentIds: equipmentId ? [equipmentId] : [],
    ...(projectId && { projectId, kind: 'anomaly' as const }),
  }
  return { title, description, criticality, ...about, attachmentIds, onBehalfOf }
}

function problemOf({ title, forOther, name, reach }: Draft) {
  if (title.trim() === '') return t('new.subject_missing')
  return forOther && (name.trim() === '' || reach.trim() === '') ? t('new.for_missing') : null
}

export function NewTicket() {
  const [place] = useState(() => ownStorageKey('nouvelle'))
  const [draft, setDraft] = useState<Draft>({ ...blank, ...clientStorage.read<Draft>(place) })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const key = useRef(newKey())
  const files = useMemo(() => createFileList(place), [place])
  const machines = useRead('equipment', (signal) => call(portal.equipment, { query: { limit: 200 } }, { signal }))
  const projects = useRead('projects', (signal) => call(portal.projects, {}, { signal }))
  const onTheWay = files.list.value.some(({ upload }) => !upload)

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    clientStorage.write(place, next)
    key.current = newKey()
  }

  async function send(event: Event) {
    event.preventDefault()
    const missing = problemOf(draft)
    setProblem(missing)
    if (missing || onTheWay) return
    setBusy(true)
    const ids = files.list.value.flatMap(({ upload }) => (upload ? [upload.id] : []))
    try {
      const made = await call(portal.create, { body: bodyOf(draft, ids) }, { idempotencyKey: key.current })
      clientStorage.write(place, null)
      files.clear()
      navigate(ticketRoute(made), 'replace')
    } catch (error) {
      setProblem(errorText(error))
      setBusy(false)
    }
  }

  const text = (name: 'title' | 'name' | 'companyName' | 'reach', label: string, hint?: string) => (
    <label class="field">
      {label}
      {hint && <small>{hint}</small>}
      <input value={draft[name]} maxLength={200} onInput={(event) => change({ [name]: event.currentTarget.value })} />
    </label>
  )

  return (
    <form class="form" noValidate onSubmit={send} {...fileDropHandlers(files.add)}>
      <a class="back" href={toHref('/')}>
        ← {t('ticket.back')}
      </a>
      <Heading>{t('new.title')}</Heading>
      {me.value?.partner && (
        <fieldset>
          <legend>{t('new.for')}</legend>
          {[false, true].map((forOther) => (
            <label class="choice" key={String(forOther)}>
              <input
                type="radio"
                name="for"
                checked={draft.forOther === forOther}
                onChange={() => change({ forOther })}
              />
              {t(forOther ? 'new.for_other' : 'new.for_me')}
            </label>
          ))}
          {draft.forOther && (
            <>
              {text('name', t('new.for_name'))}
              {text('companyName', t('new.for_company'))}
              {text('reach', t('new.for_phone'))}
            </>
          )}
        </fieldset>
      )}
      {text('title', t('new.subject'), t('new.subject_hint'))}
      <label class="field">
        {t('new.details')}
        <small>{t('new.details_hint')}</small>
        <textarea
          rows={5}
          value={draft.description}
          onInput={(event) => change({ description: event.currentTarget.value })}
        />
      </label>
      <fieldset>
        <legend>{t('new.criticality')}</legend>
        {criticalities.map((criticality) => (
          <label class="choice" key={criticality}>
            <input
              type="radio"
              name="criticality"
              checked={draft.criticality === criticality}
              onChange={() => change({ criticality })}
            />
            {t(`new.${criticality}`)}
          </label>
        ))}
      </fieldset>
      {machines.data && machines.data.items.length > 0 && (
        <label class="field">
          {t('new.machine')}
          <select value={draft.equipmentId} onChange={(event) => change({ equipmentId: event.currentTarget.value })}>
            <option value="">{t('new.machine_none')}</option>
            {machines.data.items.map(({ id, label, location }) => (
              <option key={id} value={id}>
                {[label, location].filter(Boolean).join(', ')}
              </option>
            ))}
          </select>
        </label>
      )}
      {projects.data && projects.data.items.length > 0 && (
        <label class="field">
          {t('new.project')}
          <select value={draft.projectId} onChange={(event) => change({ projectId: event.currentTarget.value })}>
            <option value="">{t('new.project_none')}</option>
            {projects.data.items.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <FileBox files={files} />
      {onTheWay && <small class="hint">{t('files.on_their_way')}</small>}
      {problem && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="button main" disabled={busy || onTheWay}>
        {t('new.send')}
      </button>
    </form>
  )
}
