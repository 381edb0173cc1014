import { actions } from '../../../contract/actions.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { doAction, removeAction, restoreAction, undoAction } from './do-action.ts'
import { countActions, listActions, requireAction } from './read-actions.ts'
import { changeAction, createAction } from './save-action.ts'

export function mountActions(mounting: MountContext): void {
  mount(mounting, actions.list, (ctx, { query }) => listActions(ctx.db, ctx.actor, query))
  mount(mounting, actions.count, (ctx) => countActions(ctx.db, ctx.actor))
  mount(mounting, actions.show, (ctx, { params }) => requireAction(ctx.db, ctx.actor, params.id))
  mount(mounting, actions.create, (ctx, { body }) => createAction(ctx, body))
  mount(mounting, actions.change, (ctx, { params, body }) => changeAction(ctx, params.id, body))
  mount(mounting, actions.do, (ctx, { params }) => doAction(ctx, params.id))
  mount(mounting, actions.undo, (ctx, { params }) => undoAction(ctx, params.id))
  mount(mounting, actions.remove, (ctx, { params }) => removeAction(ctx, params.id))
  mount(mounting, actions.restore, (ctx, { params }) => restoreAction(ctx, params.id))
}
