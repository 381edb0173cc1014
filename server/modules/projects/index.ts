export { activeProjects } from './projects.ts'
export { mountProjects } from './routes.ts'
