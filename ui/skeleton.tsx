import classes from './skeleton.module.css'

/** Placeholder of loading content. `width` is in percent. */
export function Skeleton({ width = 100, height = 12 }: { width?: number; height?: number }) {
  return <span className={classes.bar} style={{ inlineSize: `${width}%`, blockSize: height }} aria-hidden="true" />
}

const widths = [62, 48, 71, 55, 66, 43, 58, 50]

/** Placeholder rows of a list. */
export function SkeletonRows({ rows = 8, label }: { rows?: number; label: string }) {
  return (
    <div className={classes.rows} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are equal and never move
        <div key={row} className={classes.row}>
          <Skeleton width={widths[row % widths.length] ?? 60} />
          <Skeleton width={30} height={10} />
        </div>
      ))}
    </div>
  )
}
