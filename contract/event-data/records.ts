import { MergedInto, NoData, RecordChanged } from './common.ts'

/** Events of the directory: people outside, companies, sites, machines, projects. */
export const recordEvents = {
  'contact.created': NoData,
  'contact.changed': RecordChanged,
  'contact.merged': MergedInto,
  'company.created': NoData,
  'company.changed': RecordChanged,
  'company.merged': MergedInto,
  'site.created': NoData,
  'site.changed': RecordChanged,
  'equipment.created': NoData,
  'equipment.changed': RecordChanged,
  'equipment.merged': MergedInto,
  'project.created': NoData,
  'project.changed': RecordChanged,
  'project.merged': MergedInto,
}
