import { createElement, Fragment, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { parseRichText, type RichNode } from '../browser/rich-text.ts'
import { linkAttributes } from '../contract/rules/rich-text.ts'
import classes from './rich-text.module.css'

type Props = { html: string; moreLabel: string; lessLabel: string }

/** Rich text from the server, built from allowed elements only. Long texts are collapsed. */
export function RichText({ html, moreLabel, lessLabel }: Props) {
  const text = useRef<HTMLDivElement>(null)
  const [long, setLong] = useState(false)
  const [open, setOpen] = useState(false)
  const content = useMemo(() => parseRichText(html).map(buildNode), [html])

  // Whether it is long depends on the text and on its width.
  useLayoutEffect(() => {
    const element = text.current
    if (!element || open) return
    const watch = new ResizeObserver(() => setLong(element.scrollHeight > element.clientHeight + 1))
    watch.observe(element)
    return () => watch.disconnect()
  }, [open])

  return (
    <>
      <div ref={text} className={classes.text} data-folded={!open} data-long={long}>
        {content}
      </div>
      {long && (
        <button type="button" className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? lessLabel : moreLabel}
        </button>
      )}
    </>
  )
}

function buildNode(node: RichNode, key: number): ReactNode {
  if (typeof node === 'string') return node
  const { name, href, children } = node
  const built = children.length > 0 ? children.map(buildNode) : undefined
  if (name !== 'a') return createElement(name, { key }, built)
  if (href === null) return <Fragment key={key}>{built}</Fragment>
  return (
    <a key={key} href={href} {...linkAttributes}>
      {built}
    </a>
  )
}
