import { useLayoutEffect, useRef, useState } from 'react'
import classes from './rich-text.module.css'

type Props = { html: string; moreLabel: string; lessLabel: string }

/** Words that somebody wrote, sanitised by the server; long ones are folded. */
export function RichText({ html, moreLabel, lessLabel }: Props) {
  const text = useRef<HTMLDivElement>(null)
  const [long, setLong] = useState(false)
  const [open, setOpen] = useState(false)

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
      <div
        ref={text}
        className={classes.text}
        data-folded={!open}
        data-long={long}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: the server keeps only harmless elements, and the page's policy runs no inline script
        dangerouslySetInnerHTML={{ __html: html }}
      />
      {long && (
        <button type="button" className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? lessLabel : moreLabel}
        </button>
      )}
    </>
  )
}
