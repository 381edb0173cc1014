/** Paths of the icons, 16 px wide, with one stroke width. */
const paths = {
  home: 'M2 2h5v6H2zM9 2h5v3H9zM9 7h5v7H9zM2 10h5v4H2z',
  tickets: 'M1.75 4.5h12.5v2.2a1.6 1.6 0 0 0 0 3.2v2.3H1.75V9.9a1.6 1.6 0 0 0 0-3.2z',
  todo: 'm2 4 1.5 1.5L6 3M2 9l1.5 1.5L6 8M8.5 4.5H14M8.5 9.5H14M8.5 13.5H14',
  calendar: 'M2 3.5h12v10.5H2zM2 7h12M5 1.5v3M11 1.5v3',
  contacts: 'M8 2.3a2.9 2.9 0 1 0 0 5.8 2.9 2.9 0 0 0 0-5.8M2.5 14.2c.6-3 2.8-4.4 5.5-4.4s4.9 1.4 5.5 4.4',
  companies: 'M2.5 14V2.5h7V14M9.5 6.5h4V14M1 14h14M5 5.5h2M5 8.5h2M5 11.5h2',
  equipment: 'M2.5 2.5h11v8h-11zM5.5 13.5h5M8 10.5v3',
  projects: 'M2 13.5V2.5h4l1.5 2H14v9z',
  settings: 'M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 2.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4M6 9.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  search: 'M6.5 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9m3.3 7.8L14 14',
  plus: 'M8 3v10M3 8h10',
  close: 'm4 4 8 8M12 4l-8 8',
  check: 'm3 8.5 3.2 3.2L13 4.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  menu: 'M2 4.5h12M2 8h12M2 11.5h12',
  down: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  right: 'm6.5 4.5 3.5 3.5-3.5 3.5',
  back: 'M13 8H3.5M7.5 3.5 3 8l4.5 4.5',
  phone:
    'M5.3 2.3 6.7 5.5 5.2 6.9a9 9 0 0 0 3.9 3.9l1.4-1.5 3.2 1.4v2.5a.8.8 0 0 1-.9.8A11.3 11.3 0 0 1 2 3.2a.8.8 0 0 1 .8-.9z',
  mail: 'M1.75 3.5h12.5v9H1.75zM2 4l6 5 6-5',
  edit: 'M10.5 3 13 5.5 5.5 13 2.5 13.5 3 10.5z',
  open: 'M9.5 2.5h4v4M13.5 2.5 8 8M12 9.5v4H2.5V4h4',
  lock: 'M3 7h10v7H3zM5 7V4.5a3 3 0 0 1 6 0V7',
  eye: 'M1 8s2.5-4.5 7-4.5S15 8 15 8s-2.5 4.5-7 4.5S1 8 1 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 4.8V8l2.2 1.6',
  alert: 'M8 2 14.5 13.5h-13zM8 6.5v3.5M8 11.5v.4',
  leave: 'M6.5 2.5h-4v11h4M6 8h8M11 5l3 3-3 3',
  claim:
    'M6 2.8a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M1.5 13.5c.4-2.7 2.2-4 4.5-4 1.2 0 2.3.4 3.1 1.1M10 12l1.7 1.7 3.3-3.7',
  assign: 'M6 2.8a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M1.5 13.5c.4-2.7 2.2-4 4.5-4 1 0 1.9.3 2.7.8M12.5 8.5v5M10 11h5',
  grip: 'M6 3.5h.01M10 3.5h.01M6 8h.01M10 8h.01M6 12.5h.01M10 12.5h.01',
  up: 'M8 13V3M4 7l4-4 4 4',
  status: 'M13.4 7A5.5 5.5 0 1 1 10.8 3.3M13.5 2.2v3.3h-3.3',
  repeat: 'M3.5 7.5V6a2 2 0 0 1 2-2h7M10.5 2l2 2-2 2M12.5 8.5V10a2 2 0 0 1-2 2h-7M5.5 14l-2-2 2-2',
  filter: 'M2 4h12M4.5 8h7M6.5 12h3',
  sort: 'M4.5 3v10M2 10.5 4.5 13 7 10.5M9.5 4.5H14M9.5 8h3M9.5 11.5h1.5',
  print: 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z',
  link: 'M6.5 9.5a3 3 0 0 0 4.2 0l2.2-2.2a3 3 0 0 0-4.2-4.2L7.5 4.3M9.5 6.5a3 3 0 0 0-4.2 0L3.1 8.7a3 3 0 0 0 4.2 4.2l1.2-1.2',
  bold: 'M5 3h4a2.5 2.5 0 0 1 0 5H5zM5 8h4.8a2.5 2.5 0 0 1 0 5H5z',
  italic: 'M7 3h4.5M4.5 13H9M9.3 3 6.7 13',
  bullets: 'M6.5 4.5h7M6.5 8h7M6.5 11.5h7M3 4.5h.01M3 8h.01M3 11.5h.01',
  numbers: 'M7 4.5h6.5M7 8h6.5M7 11.5h6.5M2.5 3.3l1-.6v3.6M2.3 9.7c.2-.8 1.9-.8 1.9.2 0 .8-1.9 1.3-1.9 2.5h2',
  clip: 'M13.2 7.4 7.9 12.7a3.1 3.1 0 0 1-4.4-4.4l5.8-5.8a2.1 2.1 0 0 1 3 3L6.6 11.2a1 1 0 0 1-1.5-1.5L10 4.8',
  file: 'M3.5 1.75h6l3 3v9.5h-9zM9.5 1.75v3h3',
  download: 'M8 2.5v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
  left: 'm9.5 4.5-3.5 3.5 3.5 3.5',
  bell: 'M3.5 11.5V7a4.5 4.5 0 0 1 9 0v4.5l1 1h-11zM6.5 14.5h3',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
