import type { Person } from '../../actors.ts'

/** Returns the column that refers to the uploader. */
export function uploaderColumn({ kind }: Person) {
  return kind === 'agent' ? 'uploaded_by_agent_id' : 'uploaded_by_contact_id'
}
