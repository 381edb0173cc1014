import type { ReactNode } from 'react'
import classes from './empty.module.css'

type Props = {
  title: string
  /** Whether it fills a screen, with the title as heading. */
  whole?: boolean
  children?: ReactNode
  action?: ReactNode
}

/** Empty state: what will appear here, and the next step. */
export function Empty({ title, whole, children, action }: Props) {
  const Title = whole ? 'h1' : 'p'
  return (
    <div className={classes.empty}>
      <Title className={classes.title}>{title}</Title>
      {children && <div className={classes.words}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
