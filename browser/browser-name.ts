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

/** Returns “Firefox, Windows” for a user agent, or an empty string for an unknown one. */
export const browserName = (userAgent: string) =>
  [first(browsers, userAgent), first(machines, userAgent)].filter(Boolean).join(', ')
