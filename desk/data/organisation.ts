import type { Input } from '../../contract/route.ts'
import { api, call } from '../lib/api.ts'
import { useWrite } from '../lib/use-write.ts'

type OrganisationChange = Input<typeof api.organisation.change>['body']

/** Changes the company that runs this desk: sessions name it, and API keys say who may read the description of the API. */
export const useChangeOrganisation = (done: () => void) =>
  useWrite(
    ['session', 'organisation', 'api_key'],
    (body: OrganisationChange) => call(api.organisation.change, { body }),
    done,
  )
