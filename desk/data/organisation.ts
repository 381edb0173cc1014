import type { Input } from '../../contract/route.ts'
import { api, call } from '../lib/api.ts'
import { useWrite } from '../lib/use-write.ts'

type OrganisationChange = Input<typeof api.organisation.change>['body']

/**
 * Mutation of the company that runs this desk. Invalidates the session, which contains its name, and the API keys,
 * which say who may read the API description.
 */
export const useChangeOrganisation = (done: () => void) =>
  useWrite(
    ['session', 'organisation', 'api_key'],
    (body: OrganisationChange) => call(api.organisation.change, { body }),
    done,
  )
