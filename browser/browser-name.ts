const browsers = [
  [/Edg/, 'Edge'],
  [/OPR|Opera/, 'Opera'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const
const machines = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'Mac'],
  [/Linux/, 'Linux'],
] as const

const first = (of: typeof browsers | typeof machines, text: string) => of.find(([known]) => known.test(text))?.[1]

/** “Firefox, Windows”, of what a browser says of itself; empty for one that says nothing known. */
export const browserName = (userAgent: string) =>
  [first(browsers, userAgent), first(machines, userAgent)].filter(Boolean).join(', ')
