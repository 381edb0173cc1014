export { samplesModule } from './module.ts'
