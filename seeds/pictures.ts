import sharp from 'sharp'
import type { MachineKind } from './clients.ts'

/** Photo or document, named as a phone or a program names it. */
export type Picture = { name: string; type: string; bytes: Buffer }

const [width, height] = [1600, 1200]

/** Draws the photos of each kind of machine. */
export async function drawPictures(): Promise<Record<MachineKind, Picture[]>> {
  const kinds = Object.entries(scenes) as [MachineKind, Scene[]][]
  const drawn = kinds.map(async ([kind, of]) => [kind, await Promise.all(of.map(draw))] as const)
  return Object.fromEntries(await Promise.all(drawn)) as Record<MachineKind, Picture[]>
}

type Scene = { name: string; wall: string; light: string; drawing: string }

const text = (
  x: number,
  y: number,
  size: number,
  fill: string,
  words: string,
  family = 'DejaVu Sans Mono, monospace',
) =>
  `<text x="${x}" y="${y}" font-family="${family}" font-size="${size}" fill="${fill}" text-anchor="middle">${words}</text>`
const box = (x: number, y: number, w: number, h: number, fill: string, round = 18) =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${round}" fill="${fill}"/>`
const lamp = (x: number, y: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="46" fill="${fill}" opacity="0.25"/><circle cx="${x}" cy="${y}" r="18" fill="${fill}"/>`

const boiler = (code: string) =>
  box(300, 120, 1000, 960, '#e9e9e4', 30) +
  box(300, 760, 1000, 320, '#d4d5d1', 30) +
  box(520, 240, 560, 240, '#1d2a22', 12) +
  text(800, 410, 170, '#9df2a8', code) +
  lamp(470, 620, '#ff3b2f') +
  [640, 800, 960].map((x) => `<circle cx="${x}" cy="620" r="52" fill="#b9bab5"/>`).join('') +
  text(800, 950, 54, '#77786f', 'CHAUFFAGE  ·  EAU CHAUDE', 'DejaVu Sans, sans-serif')

/** @param bars from 0 to 4 */
function gauge(bars: number): string {
  const place = (value: number, radius: number) => {
    const angle = ((-225 + (value / 4) * 270) * Math.PI) / 180
    return [800 + radius * Math.cos(angle), 600 + radius * Math.sin(angle)] as const
  }
  const marks = Array.from({ length: 9 }, (_, n) => {
    const [[x1, y1], [x2, y2], [x, y]] = [place(n / 2, 330), place(n / 2, 370), place(n / 2, 275)]
    const number = n % 2 === 0 ? text(x, y + 20, 60, '#333', String(n / 2), 'DejaVu Sans, sans-serif') : ''
    return `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="#333" stroke-width="8"/>${number}`
  })
  const [x, y] = place(bars, 300)
  const pipe = box(700, 980, 200, 260, '#9a6a45', 6)
  const face = '<circle cx="800" cy="600" r="440" fill="#8d8f92"/><circle cx="800" cy="600" r="405" fill="#fbfaf4"/>'
  const needle = `<path d="M800 600L${x} ${y}" stroke="#111" stroke-width="14"/><circle cx="800" cy="600" r="30" fill="#111"/>`
  return pipe + face + marks.join('') + text(800, 790, 52, '#333', 'bar', 'DejaVu Sans, sans-serif') + needle
}

const screen = (paper: string, ink: string, lines: string[]) =>
  box(260, 240, 1080, 720, '#3a3d42', 40) +
  box(330, 310, 940, 580, paper, 10) +
  lines.map((line, n) => text(800, 480 + n * 130, 76, ink, line, 'DejaVu Sans, sans-serif')).join('')

const rack = () =>
  box(200, 60, 1200, 1080, '#26282c', 10) +
  Array.from({ length: 6 }, (_, unit) => {
    const y = 110 + unit * 170
    const lights = Array.from({ length: 12 }, (_, n) => {
      const fill = unit === 3 ? '#3b3f45' : (n * 7 + unit * 3) % 5 === 0 ? '#f2b13a' : '#41d26b'
      return `<circle cx="${520 + n * 62}" cy="${y + 60}" r="11" fill="${fill}"/>`
    })
    return box(240, y, 1120, 130, unit % 2 ? '#33363b' : '#3d4147', 6) + lights.join('')
  }).join('') +
  lamp(330, 680, '#ff3b2f')

const thermometer = (degrees: string) =>
  box(150, 90, 1300, 1020, '#cfd6da', 8) +
  box(470, 380, 660, 340, '#15181b', 30) +
  text(800, 600, 180, '#ff5a4d', degrees) +
  box(1330, 450, 60, 300, '#8b959b', 20)

const scenes: Record<MachineKind, Scene[]> = {
  boiler: [
    { name: 'IMG_2031.jpg', wall: '#6d6a63', light: '#f4ead2', drawing: boiler('E133') },
    { name: 'IMG_2044.jpg', wall: '#55606a', light: '#e9eef5', drawing: boiler('E110') },
    { name: 'pression manomètre.jpg', wall: '#7b5b45', light: '#ffe7c4', drawing: gauge(1.4) },
    { name: 'pression trop basse.jpg', wall: '#5b5148', light: '#f3e2c8', drawing: gauge(0.4) },
  ],
  cold: [
    { name: 'chambre froide.jpg', wall: '#8f9ba3', light: '#f3fbff', drawing: thermometer('+9,4°') },
    { name: 'IMG_0417.jpg', wall: '#98a3a8', light: '#ffffff', drawing: thermometer('-11,0°') },
  ],
  air: [{ name: 'IMG_1180.jpg', wall: '#a9a498', light: '#fff7e6', drawing: thermometer('27,5°') }],
  printer: [
    {
      name: 'écran imprimante.jpg',
      wall: '#8a8378',
      light: '#fff5e2',
      drawing: screen('#dfe8ef', '#20303d', ['Bourrage papier', 'Bac 2  ·  J2020', 'Ouvrir le capot droit']),
    },
  ],
  network: [{ name: 'baie.jpg', wall: '#3c4148', light: '#b8c6d8', drawing: rack() }],
  server: [
    { name: 'onduleur.jpg', wall: '#474b50', light: '#c9d4e2', drawing: rack() },
    {
      name: 'Capture écran sauvegarde.jpg',
      wall: '#2b4a6b',
      light: '#dbe9f8',
      drawing: screen('#f7f8fa', '#7a1d16', [
        'Sauvegarde échouée',
        'Volume 1 plein à 98 %',
        'Dernière réussie : lundi',
      ]),
    },
  ],
  till: [
    {
      name: 'terminal.jpg',
      wall: '#7f7a6e',
      light: '#fff1d6',
      drawing: screen('#10261a', '#8ef0a0', ['ERREUR 27', 'LIAISON IMPOSSIBLE', 'APPELER MAINTENANCE']),
    },
  ],
  phone: [
    {
      name: 'poste accueil.jpg',
      wall: '#8c8577',
      light: '#fff3dc',
      drawing: screen('#1b2533', '#e6edf6', ['Aucun service', 'Enregistrement refusé', '08:47']),
    },
  ],
}

/** Draws a photo with light from one corner, shade, grain, and a slight rotation. */
async function draw({ name, wall, light, drawing }: Scene): Promise<Picture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><radialGradient id="light" cx="30%" cy="22%" r="95%">
      <stop offset="0" stop-color="${light}" stop-opacity="0.55"/><stop offset="0.55" stop-color="${light}" stop-opacity="0.06"/>
      <stop offset="1" stop-color="#000" stop-opacity="0.5"/></radialGradient></defs>
    <rect width="100%" height="100%" fill="${wall}"/>
    <g transform="rotate(-2.5 800 600)">${drawing}</g>
    <rect width="100%" height="100%" fill="url(#light)"/></svg>`
  const grain = await sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 14 } },
  })
    .png()
    .toBuffer()
  const bytes = await sharp(Buffer.from(svg))
    .composite([{ input: grain, blend: 'soft-light' }])
    .blur(1.1)
    .jpeg({ quality: 72 })
    .toBuffer()
  return { name, type: 'image/jpeg', bytes }
}
