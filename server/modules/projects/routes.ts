import { portal } from '../../../contract/portal.ts'
import { projects } from '../../../contract/projects.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { mountArchiving } from '../../platform/http/mount-archiving.ts'
import { setProjectContacts } from './contacts.ts'
import {
  changeProject,
  createProject,
  listActiveProjects,
  listProjects,
  projectKind,
  requireProject,
} from './projects.ts'

export function mountProjects(mounting: MountContext): void {
  mount(mounting, projects.list, (ctx, { query }) => listProjects(ctx.db, query))
  mount(mounting, portal.projects, async (ctx) => ({ items: await listActiveProjects(ctx.db, ctx.actor) }))
  mount(mounting, projects.show, (ctx, { params }) => requireProject(ctx.db, params.id))
  mount(mounting, projects.create, (ctx, { body }) => createProject(ctx, body))
  mount(mounting, projects.setContacts, (ctx, { params, body }) => setProjectContacts(ctx, params.id, body))
  mount(mounting, projects.change, (ctx, { params, body }) => changeProject(ctx, params.id, body))
  mountArchiving(mounting, projects, projectKind)
}
