export { loadActor } from './load-actor.ts'
export { ensureOrganisation } from './organisation.ts'
export { mountPeople } from './routes.ts'
export { completeSetUp, isSetUp, setUpToken } from './set-up.ts'
