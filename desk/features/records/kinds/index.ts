import type { RecordKind, RecordName } from '../record-kind.ts'
import { companyKind } from './company.ts'
import { contactKind } from './contact.ts'
import { equipmentKind } from './equipment.ts'
import { projectKind } from './project.ts'
import { siteKind } from './site.ts'

export const kinds: Record<RecordName, RecordKind> = {
  contact: contactKind,
  company: companyKind,
  site: siteKind,
  equipment: equipmentKind,
  project: projectKind,
}
