import type { ReactNode } from 'react'
import { locales } from '../../../contract/enums.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { setLocale, useLocale, useT } from '../../lib/i18n.tsx'
import { useDocumentTitle } from '../../lib/use-document-title.ts'
import classes from './entry-page.module.css'

/** Frame of the pages before sign-in: one column with one task. */
export function EntryPage({ title, children }: { title: string; children: ReactNode }) {
  const t = useT()
  const language = useLocale()
  useDocumentTitle(title)
  return (
    <div className={classes.page}>
      <main className={classes.column}>
        <p className={classes.brand}>
          <img src="/icon.svg" alt="" width={28} height={28} />
          Guichet
        </p>
        <h1 className={classes.title}>{title}</h1>
        {children}
      </main>
      <footer className={classes.foot}>
        <Segmented
          label={t('entry.language')}
          value={language}
          segments={locales.map((value) => ({ value, label: t(`me.language.${value}`) }))}
          onChange={setLocale}
        />
      </footer>
    </div>
  )
}
