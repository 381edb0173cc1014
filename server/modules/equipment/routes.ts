import { equipment } from '../../../contract/equipment.ts'
import { type Mounting, mount } from '../../platform/http/mount.ts'
import { changeEquipment, createEquipment, listEquipment, requireEquipment } from './equipment.ts'

export function mountEquipment(mounting: Mounting): void {
  mount(mounting, equipment.list, (ctx, { query }) => listEquipment(ctx.db, query))
  mount(mounting, equipment.show, (ctx, { params }) => requireEquipment(ctx.db, params.id))
  mount(mounting, equipment.create, (ctx, { body }) => createEquipment(ctx, body))
  mount(mounting, equipment.change, (ctx, { params, body }) => changeEquipment(ctx, params.id, body))
}
