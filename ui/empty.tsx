import type { ReactNode } from 'react'
import classes from './empty.module.css'

type Props = {
  title: string
  /** It stands for a whole screen, whose heading the title is. */
  whole?: boolean
  children?: ReactNode
  action?: ReactNode
}

/** Says what will be here, and the one next step. */
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
