import { useMay } from '../../lib/session.ts'
import { LookForm } from './look-form.tsx'
import { OrganisationForm } from './organisation-form.tsx'

/** The company itself, and what its clients see of it. */
export function OrganisationPage() {
  const mayChange = useMay('settings.manage')
  return (
    <>
      <OrganisationForm />
      {mayChange && <LookForm />}
    </>
  )
}
