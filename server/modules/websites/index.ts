export { acceptSiteToken } from './accept.ts'
export { forgetSiteTokens } from './forget.ts'
export { recogniseUser } from './recognise.ts'
export { mountWebsites } from './routes.ts'
