export { moveSubmissions } from './follow-merge.ts'
export { formsModule } from './module.ts'
