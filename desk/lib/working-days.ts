type Day = { year: number; month: number; day: number }

const dayMs = 86_400_000
const utcOf = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day)

/** Adds working days to a day, skipping weekends and the public holidays of France. */
export function addWorkingDays(from: Day, count: number): Day {
  let instant = utcOf(from)
  for (let left = count; left > 0; ) {
    instant += dayMs
    if (isWorkingDay(new Date(instant))) left -= 1
  }
  const date = new Date(instant)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** Code du travail, article L3133-1: eight dates, and three days after Easter. */
const fixedHolidays = ['1/1', '5/1', '5/8', '7/14', '8/15', '11/1', '11/11', '12/25']
const daysAfterEaster = [1, 39, 50]

function isWorkingDay(date: Date): boolean {
  if (date.getUTCDay() === 0 || date.getUTCDay() === 6) return false
  if (fixedHolidays.includes(`${date.getUTCMonth() + 1}/${date.getUTCDate()}`)) return false
  const afterEaster = (date.getTime() - easter(date.getUTCFullYear())) / dayMs
  return !daysAfterEaster.includes(afterEaster)
}

/** Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
function easter(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const n = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451) + 114
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1)
}
