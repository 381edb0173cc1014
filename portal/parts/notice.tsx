import { errorText } from '../lib/api.ts'
import { t } from '../lib/i18n.ts'
import { toHref } from '../lib/router.ts'
import { Heading } from './heading.tsx'

export const Loading = () => (
  <div class="loading" role="status">
    <span class="sr">{t('loading')}</span>
    <i />
    <i />
    <i />
  </div>
)

/** Error message with a retry button. */
export function Problem({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  return (
    <div class="notice" role="alert">
      <p>{errorText(error)}</p>
      <button type="button" class="button" onClick={onAgain}>
        {t('error.again')}
      </button>
    </div>
  )
}

export const Missing = () => (
  <div class="notice">
    <Heading>{t('missing.title')}</Heading>
    <p>{t('missing.words')}</p>
    <a class="button" href={toHref('/')}>
      {t('nav.mine')}
    </a>
  </div>
)
