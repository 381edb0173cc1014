import type { Website } from '../../../contract/websites.ts'
import { useT } from '../../lib/i18n.tsx'
import { CopyField } from './copy-field.tsx'
import { Samples } from './samples.tsx'
import classes from './websites.module.css'

/** Values for the website's settings or program. */
export function WebsiteKeys({ website, secret }: { website: Website; secret: string | null }) {
  const t = useT()
  return (
    <section className={classes.keys} aria-label={t('websites.keys')}>
      <p className={classes.note}>{t('websites.keys_words')}</p>
      <CopyField label={t('websites.audience')} value={website.audience} />
      <CopyField label={t('websites.id')} value={website.id} />
      {secret && <CopyField label={t('websites.secret')} value={secret} hint={t('websites.secret_hint')} />}
      <Samples website={website} />
    </section>
  )
}
