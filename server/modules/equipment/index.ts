export { insertNewMachine } from './equipment.ts'
export { mountEquipment } from './routes.ts'
