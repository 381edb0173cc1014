import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { CompanyRef, SiteRef } from '../../../contract/common.ts'
import { IconButton } from '../../../ui/button.tsx'
import { useT } from '../../lib/i18n.tsx'
import { useMay } from '../../lib/session.ts'
import { CreateRecord } from './create-record.tsx'
import { PagedRows } from './paged-rows.tsx'
import { recordListQuery } from './queries.ts'
import type { RecordKind } from './record-kind.ts'
import { Section } from './record-page.tsx'
import classes from './related-records.module.css'

type Props = { kind: RecordKind; company: CompanyRef | null; site?: SiteRef }

/** Records of a kind that belong to a company or a site, with a button to add one. */
export function RelatedRecords({ kind, company, site }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const mayEdit = useMay(kind.edit)
  const [creating, setCreating] = useState(false)
  const pages = useInfiniteQuery(recordListQuery(kind, { text: '', companyId: company?.id, siteId: site?.id }))
  const { data } = pages
  const records = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section
      title={t(`record.${kind.name}.many`)}
      action={
        mayEdit && <IconButton icon="plus" label={t(`record.${kind.name}.create`)} onClick={() => setCreating(true)} />
      }
    >
      {records.length > 0 ? (
        <PagedRows kind={kind} records={records} pages={pages} hide="company" />
      ) : (
        data && <p className={classes.none}>{t(`record.${kind.name}.none_here`)}</p>
      )}
      <CreateRecord
        kind={kind}
        company={company}
        site={site ?? null}
        opened={creating}
        onClose={() => setCreating(false)}
        onCreated={(id) => navigate({ to: `${kind.path}/$id`, params: { id } })}
      />
    </Section>
  )
}
