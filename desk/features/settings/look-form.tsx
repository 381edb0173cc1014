import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { brandTokens } from '../../../browser/brand.ts'
import { portalEndpoints } from '../../../contract/endpoints/portal.ts'
import type { Look } from '../../../contract/organisation.ts'
import { portalAddress, portalPaths } from '../../../contract/rules/page-addresses.ts'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { errorText, isCode } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { LoadFailure } from '../../lib/load-failure.tsx'
import { useMe } from '../../lib/session.ts'
import classes from './look-form.module.css'
import { lookQuery, useRemoveLogo, useSaveOrganisation, useSetLogo } from './queries.ts'

/** Form for the portal's logo and colour, beside how they look there. */
export function LookForm() {
  const t = useT()
  const { data, error, refetch } = useQuery(lookQuery)
  return (
    <section className={classes.look} aria-labelledby="look-title">
      <h2 id="look-title">{t('settings.look')}</h2>
      <p>
        {t('settings.look_words')} <a href={portalAddress(portalPaths.list)}>{t('settings.look_open')}</a>
      </p>
      {error && !data && <LoadFailure error={error} onRetry={refetch} />}
      {data && <Fields look={data} />}
    </section>
  )
}

/** Colour field value closest to the accent of ui/tokens.css. */
const ours = '#254c91'

function Fields({ look }: { look: Look }) {
  const t = useT()
  const [colour, setColour] = useState(look.colour)
  const save = useSaveOrganisation()
  const send = useSetLogo()
  const remove = useRemoveLogo()
  const error = send.error ?? remove.error ?? save.error
  return (
    <>
      <Sample look={{ ...look, colour }} />
      <div className={classes.row}>
        <FileButton
          label={t(look.logo ? 'settings.logo_other' : 'settings.logo_choose')}
          words
          accept="image/png,image/jpeg,image/webp"
          onFiles={([file]) => file && send.mutate(file)}
        />
        {look.logo && (
          <Button look="quiet" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('settings.logo_remove')}
          </Button>
        )}
      </div>
      <div className={classes.row}>
        <label className={classes.colour}>
          {t('settings.colour')}
          <input type="color" value={colour ?? ours} onChange={(event) => setColour(event.target.value)} />
        </label>
        {colour !== null && (
          <Button look="quiet" onClick={() => setColour(null)}>
            {t('settings.colour_ours')}
          </Button>
        )}
        <Button
          look="primary"
          disabled={colour === look.colour}
          busy={save.isPending}
          onClick={() => save.mutate({ colour })}
        >
          {t('settings.colour_save')}
        </Button>
      </div>
      <small>{t('settings.colour_hint')}</small>
      {error && <FormError>{isCode(error, 'no_preview') ? t('settings.logo_none') : errorText(error)}</FormError>}
    </>
  )
}

/** Sample of the portal: its header and a button. */
function Sample({ look: { colour, logo } }: { look: Look }) {
  const t = useT()
  const { name } = useMe().organisation
  return (
    <div className={classes.sample} style={colour ? brandTokens(colour) : undefined} aria-hidden="true">
      {logo ? (
        <img src={`${portalEndpoints.logo.path}?v=${logo}`} alt="" />
      ) : (
        <span className={classes.mark}>{name.slice(0, 1)}</span>
      )}
      <b>{name}</b>
      <span className={classes.button}>{t('settings.look_button')}</span>
    </div>
  )
}
