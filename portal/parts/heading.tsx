import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { host } from '../lib/host.ts'
import { t } from '../lib/i18n.ts'
import { organisation } from '../lib/session.ts'

let first = true

/** Title of a screen and of its tab. It receives the focus after navigation within the portal. */
export function Heading({ children, tab }: { children: ComponentChildren; tab?: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!first && !host.preview) {
      heading.current?.focus()
      if (host.isOwn) window.scrollTo(0, 0)
    }
    first = false
  }, [])
  const name = organisation.value ?? t('page.name')
  useEffect(() => {
    if (host.isOwn) document.title = `${tab ?? heading.current?.textContent} · ${name}`
  })
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
