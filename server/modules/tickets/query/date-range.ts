import type { DateValue, Operator } from '../../../../contract/rules/query/index.ts'

/** Instants from the first, which counts, to the second, which no longer does. Either may be open. */
export type DateRange = { from?: string; before?: string }

export type Clock = { now: Temporal.Instant; timeZone: string }

/**
 * Resolves a date of a query. An age counts back from now, or ahead for a date to come: `<7j` are the last seven days, or
 * the next ones.
 */
export function resolveDate(operator: Operator, value: DateValue, isAhead: boolean, clock: Clock): DateRange {
  if (value.type === 'age') return resolveAge(operator, value, isAhead, clock)
  const [start, end] = boundsOf(value, clock)
  switch (operator) {
    case '=':
      return { from: start, before: end }
    case '<':
      return { before: start }
    case '<=':
      return { before: end }
    case '>':
      return { from: end }
    case '>=':
      return { from: start }
  }
}

type Age = Extract<DateValue, { type: 'age' }>

function resolveAge(operator: Operator, { amount, unit }: Age, isAhead: boolean, { now, timeZone }: Clock): DateRange {
  const duration = { [`${unit}s`]: amount }
  const here = now.toZonedDateTimeISO(timeZone)
  const edge = (isAhead ? here.add(duration) : here.subtract(duration)).toInstant().toString()
  const isWithin = operator === '<' || operator === '<=' || operator === '='
  if (isAhead) return isWithin ? { from: now.toString(), before: edge } : { from: edge }
  return isWithin ? { from: edge } : { before: edge }
}

function boundsOf(value: Exclude<DateValue, Age>, clock: Clock): [from: string, before: string] {
  if (value.type === 'instant') {
    const instant = Temporal.Instant.from(value.instant)
    return [instant.toString(), instant.add({ milliseconds: 1 }).toString()]
  }
  const [first, length] = daysOf(value, clock)
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(clock.timeZone).toInstant().toString()
  return [startOf(first), startOf(first.add(length))]
}

type Calendar = Exclude<DateValue, Age | { type: 'instant' }>

function daysOf(value: Calendar, { now, timeZone }: Clock): [first: Temporal.PlainDate, length: Temporal.DurationLike] {
  if (value.type === 'day') return [Temporal.PlainDate.from(value.day), { days: 1 }]
  if (value.type === 'month') return [Temporal.PlainDate.from(`${value.month}-01`), { months: 1 }]
  if (value.type === 'year') return [Temporal.PlainDate.from(`${value.year}-01-01`), { years: 1 }]
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const month = today.with({ day: 1 })
  const year = month.with({ month: 1 })
  switch (value.period) {
    case 'today':
      return [today, { days: 1 }]
    case 'yesterday':
      return [today.subtract({ days: 1 }), { days: 1 }]
    case 'tomorrow':
      return [today.add({ days: 1 }), { days: 1 }]
    case 'this-week':
      return [monday, { weeks: 1 }]
    case 'last-week':
      return [monday.subtract({ weeks: 1 }), { weeks: 1 }]
    case 'next-week':
      return [monday.add({ weeks: 1 }), { weeks: 1 }]
    case 'this-month':
      return [month, { months: 1 }]
    case 'last-month':
      return [month.subtract({ months: 1 }), { months: 1 }]
    case 'next-month':
      return [month.add({ months: 1 }), { months: 1 }]
    case 'this-year':
      return [year, { years: 1 }]
    case 'last-year':
      return [year.subtract({ years: 1 }), { years: 1 }]
  }
}
