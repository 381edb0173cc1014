export { createActionAudience } from './audience.ts'
export { moveActions } from './follow-merge.ts'
export { actionsModule } from './module.ts'
