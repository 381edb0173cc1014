export { projectsOf } from './contacts.ts'
export { activeProjects } from './projects.ts'
export { mountProjects } from './routes.ts'
