import { useState } from 'react'
import type { Website } from '../../../contract/websites.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { useT } from '../../lib/i18n.tsx'
import { CopyValueButton } from './copy-field.tsx'
import { sampleOf } from './sample-text.ts'
import classes from './websites.module.css'

const kinds = ['html', 'php', 'node'] as const

/** Samples to copy: the page with the portal, and the program that issues site tokens. */
export function Samples({ website }: { website: Website }) {
  const t = useT()
  const [kind, setKind] = useState<(typeof kinds)[number]>('html')
  const text = sampleOf(kind, website)
  const segments = kinds.map((value) => ({ value, label: t(`websites.sample.${value}`) }))
  return (
    <div className={classes.samples}>
      <div className={classes.samplesHead}>
        <Segmented label={t('websites.samples')} value={kind} segments={segments} onChange={setKind} />
        <CopyValueButton label={t(`websites.sample.${kind}`)} value={text} />
      </div>
      <p className={classes.note}>{t(`websites.sample_hint.${kind}`)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable element must be reachable by keyboard */}
      <pre className={classes.code} tabIndex={0}>
        {text}
      </pre>
    </div>
  )
}
