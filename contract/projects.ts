import { z } from 'zod'
import { archiving } from './archiving.ts'
import { CompanyRef, Created, Id, IdParams, Line, OptionalLine, RecordQuery, Text } from './common.ts'
import { ProjectState } from './enums.ts'
import { route } from './route.ts'

export const ProjectInput = z
  .object({
    name: Line(200),
    state: ProjectState.default('active'),
    companyId: Id.nullable().default(null),
    externalRef: OptionalLine(100),
    notes: Text(10_000).default(''),
  })
  .meta({ id: 'ProjectFields' })
export type ProjectInput = z.output<typeof ProjectInput>

export const Project = z
  .object({
    id: Id,
    version: z.int(),
    name: z.string(),
    state: ProjectState,
    company: CompanyRef.nullable(),
    contacts: z
      .array(z.object({ id: Id, name: z.string(), company: z.string().nullable() }))
      .describe('Clients who see all its anomalies, by name'),
    externalRef: z.string().nullable(),
    notes: z.string(),
    archived: z.boolean(),
    mergedInto: Id.nullable().describe('The record into which it was merged'),
  })
  .meta({ id: 'Project' })
export type Project = z.infer<typeof Project>

export const projects = {
  list: route({
    method: 'GET',
    path: '/api/projects',
    summary: 'List projects by name, or those that match a text',
    tag: 'projects',
    access: 'projects.read',
    query: RecordQuery.extend({ companyId: Id.optional(), state: ProjectState.optional() }),
    reply: z.object({ items: z.array(Project), next: z.string().nullable() }),
  }),
  show: route({
    method: 'GET',
    path: '/api/projects/:id',
    summary: 'Get a project',
    tag: 'projects',
    access: 'projects.read',
    params: IdParams,
    reply: Project,
  }),
  create: route({
    method: 'POST',
    path: '/api/projects',
    summary: 'Create a project',
    tag: 'projects',
    access: 'projects.edit',
    body: ProjectInput,
    reply: Created,
    status: 201,
  }),
  setContacts: route({
    method: 'PUT',
    path: '/api/projects/:id/contacts',
    summary: 'Set the clients who see all anomalies of a project, with their public steps and files',
    tag: 'projects',
    access: 'projects.edit',
    params: IdParams,
    body: z.object({
      version: z.int().min(1),
      contactIds: z
        .array(Id)
        .max(100)
        .transform((ids) => [...new Set(ids)]),
    }),
    reply: Project,
  }),
  change: route({
    method: 'PUT',
    path: '/api/projects/:id',
    summary: 'Change a project',
    tag: 'projects',
    access: 'projects.edit',
    params: IdParams,
    body: ProjectInput.extend({ version: z.int().min(1) }),
    reply: Project,
  }),
  ...archiving('projects', { one: 'a project', tag: 'projects', access: 'projects.edit' }, Project),
}
