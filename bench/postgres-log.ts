/** Statement as PostgreSQL logs it with its values (log_min_duration_statement). */
export type Statement = { session: string; text: string /** $1 first; null is NULL. */; values: (string | null)[] }

const entry = /^\d{4}-\d\d-\d\d [\d:.]+ UTC \[(\d+)\] (\w+): {2}(.*)$/
const ran = /^duration: [\d.]+ ms {2}(?:statement|execute [^:]*): ([\s\S]*)$/

/** Parses the statements of a log whose lines begin with the time and, in brackets, the process. */
export function readStatements(log: string): Statement[] {
  const statements: Statement[] = []
  let last: Statement | null = null
  for (const { session, level, message } of entriesOf(log)) {
    const text = ran.exec(message)?.[1]
    if (level === 'LOG' && text !== undefined) {
      last = { session, text, values: [] }
      statements.push(last)
    } else if (level === 'DETAIL' && last?.session === session && last.values.length === 0) {
      last.values = valuesOf(message)
    } else last = null
  }
  return statements
}

function entriesOf(log: string) {
  const entries: { session: string; level: string; message: string }[] = []
  for (const line of log.split('\n')) {
    const [, session, level, message] = entry.exec(line) ?? []
    if (session && level && message !== undefined) entries.push({ session, level, message })
    else {
      const continued = entries.at(-1)
      if (continued) continued.message += `\n${line.replace(/^\t/, '')}`
    }
  }
  return entries
}

/** Parses values such as `Parameters: $1 = 'l''heure', $2 = NULL`. */
function valuesOf(detail: string): (string | null)[] {
  const values: (string | null)[] = []
  for (const [, quoted] of detail.matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/g))
    values.push(quoted === undefined ? null : quoted.replaceAll("''", "'"))
  return values
}
