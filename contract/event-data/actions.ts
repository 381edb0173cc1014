import { NoData, RecordChanges } from './common.ts'

/** Events of actions. Their readers follow from the action, and from its assignees before the change. */
export const actionEvents = {
  'action.created': NoData,
  'action.changed': RecordChanges,
}
