export { insertNewMachine, requireEquipment } from './equipment.ts'
export { moveEquipmentOfCompany } from './follow-merge.ts'
export { closeMergedEquipment } from './merge.ts'
export { equipmentModule } from './module.ts'
