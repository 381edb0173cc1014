import { sql } from 'kysely'
import type { Project } from '../../../contract/projects.ts'
import { moveActions } from '../actions/index.ts'
import { closeMergedProject, moveContactsOfProject, requireProject } from '../projects/index.ts'
import { moveProjectOnTickets } from '../tickets/index.ts'
import type { Gainer, MergeRules, MovedCounts } from './merge.ts'

export const projectMerge: MergeRules<Project> = {
  table: 'project',
  read: requireProject,
  fields: ['externalRef', 'notes'],

  async countMoves(db, { from }) {
    const { rows } = await sql<MovedCounts>`
      select (select count(*)::int from ticket where project_id = ${from.id}::uuid) as tickets,
        (select count(*)::int from project_contact where project_id = ${from.id}::uuid) as contacts`.execute(db)
    return rows[0] ?? {}
  },

  /** Finds contacts, since those of each project see the anomalies of both. */
  async findGainers(db, { from, into }) {
    const { rows } = await sql<Gainer>`
      with belonging as (
        select contact_id, array_agg(project_id) as projects from project_contact
        where project_id in (${from.id}::uuid, ${into.id}::uuid) group by contact_id)
      select contact.id, contact.name, (
        select count(*)::int from ticket
        where kind = 'anomaly' and project_id in (${from.id}::uuid, ${into.id}::uuid)
          and project_id <> all (belonging.projects)) as tickets
      from belonging join contact on contact.id = contact_id`.execute(db)
    return rows
  },

  async move(tx, ctx, { from, into, filled }) {
    const ids = { from: from.id, into: into.id }
    await moveContactsOfProject(tx, ids)
    await moveProjectOnTickets(tx, ids)
    await moveActions(tx, 'project', ids)
    await closeMergedProject(tx, ctx, { from, into, filled })
  },
}
