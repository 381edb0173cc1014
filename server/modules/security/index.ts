export { forgetSecurityEvents } from './forget.ts'
export { mountSecurity } from './routes.ts'
