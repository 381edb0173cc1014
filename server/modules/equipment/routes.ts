import { equipment } from '../../../contract/equipment.ts'
import { portal } from '../../../contract/portal.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import {
  archiveEquipment,
  changeEquipment,
  createEquipment,
  listEquipment,
  listOwnEquipment,
  requireEquipment,
} from './equipment.ts'

export function mountEquipment(mounting: MountContext): void {
  mount(mounting, equipment.list, (ctx, { query }) => listEquipment(ctx.db, query))
  mount(mounting, equipment.show, (ctx, { params }) => requireEquipment(ctx.db, params.id))
  mount(mounting, equipment.create, (ctx, { body }) => createEquipment(ctx, body))
  mount(mounting, equipment.change, (ctx, { params, body }) => changeEquipment(ctx, params.id, body))
  mount(mounting, equipment.archive, (ctx, { params }) => archiveEquipment(ctx, params.id, true))
  mount(mounting, equipment.restore, (ctx, { params }) => archiveEquipment(ctx, params.id, false))
  mount(mounting, portal.equipment, (ctx, { query }) => listOwnEquipment(ctx, query))
}
