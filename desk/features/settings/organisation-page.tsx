import { useMay } from '../../lib/session.ts'
import { LookForm } from './look-form.tsx'
import { OrganisationForm } from './organisation-form.tsx'

/** Page of the company, and of its look in the portal. */
export function OrganisationPage() {
  const mayChange = useMay('settings.manage')
  return (
    <>
      <OrganisationForm />
      {mayChange && <LookForm />}
    </>
  )
}
