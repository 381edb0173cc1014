import type { Person } from '../../platform/context.ts'

/** The column that says whose upload it is. */
export function uploaderColumn({ kind }: Person) {
  return kind === 'agent' ? 'uploaded_by_agent_id' : 'uploaded_by_contact_id'
}
