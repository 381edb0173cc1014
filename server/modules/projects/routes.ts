import { projects } from '../../../contract/projects.ts'
import { type Mounting, mount } from '../../platform/http/mount.ts'
import { changeProject, createProject, listProjects, requireProject } from './projects.ts'

export function mountProjects(mounting: Mounting): void {
  mount(mounting, projects.list, (ctx, { query }) => listProjects(ctx.db, query))
  mount(mounting, projects.show, (ctx, { params }) => requireProject(ctx.db, params.id))
  mount(mounting, projects.create, (ctx, { body }) => createProject(ctx, body))
  mount(mounting, projects.change, (ctx, { params, body }) => changeProject(ctx, params.id, body))
}
