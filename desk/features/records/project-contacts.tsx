import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Project } from '../../../contract/projects.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Combo } from '../../../ui/combo.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { contactsQuery } from '../../data/contacts.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { LoadFailure } from '../../lib/load-failure.tsx'
import { useMay } from '../../lib/session.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import classes from './project-contacts.module.css'
import { projectContactsQuery, useSetProjectContacts } from './queries.ts'
import { Section } from './record-page.tsx'

/** Contacts who see all anomalies of a project in the portal. */
export function ProjectContacts({ id }: { id: string }) {
  const t = useT()
  const mayEdit = useMay('projects.edit')
  const { data: project, error, refetch } = useQuery(projectContactsQuery(id))
  const setting = useSetProjectContacts(id)
  if (!project)
    return error ? (
      <Section title={t('record.project.contacts')}>
        <LoadFailure error={error} onRetry={refetch} />
      </Section>
    ) : null
  const ids = project.contacts.map((contact) => contact.id)
  const set = (contactIds: string[]) => setting.mutate({ version: project.version, contactIds })
  return (
    <Section title={t('record.project.contacts')}>
      <div className={classes.body}>
        <p className={classes.words}>{t('record.project.contacts_words')}</p>
        {ids.length === 0 && <p className={classes.words}>{t('record.project.contacts_none')}</p>}
        <ul className={classes.people}>
          {project.contacts.map(({ id: contactId, name, company }) => (
            <li key={contactId}>
              <Link to="/contacts/$id" params={{ id: contactId }}>
                {name}
              </Link>
              {company && <small>{company}</small>}
              {mayEdit && (
                <IconButton
                  icon="close"
                  label={t('record.project.contact_remove', { name })}
                  disabled={setting.isPending}
                  onClick={() => set(ids.filter((one) => one !== contactId))}
                />
              )}
            </li>
          ))}
        </ul>
        {mayEdit && (
          <Adding project={project} busy={setting.isPending} onAdd={(contactId) => set([...ids, contactId])} />
        )}
        {setting.error && <FormError>{errorText(setting.error)}</FormError>}
      </div>
    </Section>
  )
}

type AddingProps = { project: Project; busy: boolean; onAdd: (contactId: string) => void }

/** Search among all contacts. Before the agent types, it suggests those of the project's company. */
function Adding({ project, busy, onAdd }: AddingProps) {
  const t = useT()
  const [text, setText] = useState('')
  const asked = useDebounced(text)
  const companyId = asked.trim() === '' ? project.company?.id : undefined
  const { data } = useQuery(contactsQuery({ text: asked, companyId, limit: 8 }))
  const known = new Set(project.contacts.map(({ id }) => id))
  // Offer nobody until the previous change is saved; the field keeps the focus meanwhile.
  const suggested = (busy ? [] : (data ?? [])).filter(({ id }) => !known.has(id))
  const isUnknown = text.trim() !== '' && data?.length === 0
  return (
    <Combo
      className={classes.adding}
      label={t('record.project.contact_add')}
      placeholder={t('record.project.contact_search')}
      error={isUnknown ? t('record.project.contact_unknown') : undefined}
      text={text}
      eager={project.company !== null}
      onText={setText}
      options={suggested.map(({ id, name, company }) => ({ id, label: name, note: company?.name ?? null }))}
      onChoose={({ id }) => {
        setText('')
        onAdd(id)
      }}
    />
  )
}
