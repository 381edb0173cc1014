import { MergedInto, NoData, RecordChanges } from './common.ts'

/** Events of the directory: people outside, companies, sites, machines, projects. */
export const recordEvents = {
  'contact.created': NoData,
  'contact.changed': RecordChanges,
  'contact.merged': MergedInto,
  'company.created': NoData,
  'company.changed': RecordChanges,
  'company.merged': MergedInto,
  'site.created': NoData,
  'site.changed': RecordChanges,
  'equipment.created': NoData,
  'equipment.changed': RecordChanges,
  'equipment.merged': MergedInto,
  'project.created': NoData,
  'project.changed': RecordChanges,
  'project.merged': MergedInto,
}
