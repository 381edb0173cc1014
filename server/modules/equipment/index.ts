export { mountEquipment } from './routes.ts'
