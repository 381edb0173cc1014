import { equipment } from '../../../contract/equipment.ts'
import { portal } from '../../../contract/portal.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { mountArchiving } from '../../platform/http/mount-archiving.ts'
import {
  changeEquipment,
  createEquipment,
  equipmentKind,
  listEquipment,
  listOwnEquipment,
  requireEquipment,
} from './equipment.ts'

export function mountEquipment(mounting: MountContext): void {
  mount(mounting, equipment.list, (ctx, { query }) => listEquipment(ctx.db, query))
  mount(mounting, equipment.show, (ctx, { params }) => requireEquipment(ctx.db, params.id))
  mount(mounting, equipment.create, (ctx, { body }) => createEquipment(ctx, body))
  mount(mounting, equipment.change, (ctx, { params, body }) => changeEquipment(ctx, params.id, body))
  mountArchiving(mounting, equipment, equipmentKind)
  mount(mounting, portal.equipment, (ctx, { query }) => listOwnEquipment(ctx, query))
}
