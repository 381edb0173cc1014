import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const glyph = new URL('../desk/public/icon.svg', import.meta.url)
const folder = fileURLToPath(new URL('../dist/portal/icons/', import.meta.url))

/** Icons of an installed page. Systems that mask icons get one that is filled to its edges. */
const icons = [
  { name: 'icon-192', size: 192, toEdges: false },
  { name: 'icon-512', size: 512, toEdges: false },
  { name: 'maskable-512', size: 512, toEdges: true },
  { name: 'apple-touch-icon', size: 180, toEdges: true },
]

/** Draws the glyph as PNG in the sizes that telephones ask for. */
export async function drawIcons(): Promise<void> {
  const svg = await readFile(glyph, 'utf8')
  await mkdir(folder, { recursive: true })
  for (const { name, size, toEdges } of icons) {
    const drawn = Buffer.from(toEdges ? svg.replace(/ rx="\d+"/, '') : svg)
    await sharp(drawn, { density: (72 * size) / 32 })
      .resize(size, size)
      .png()
      .toFile(`${folder}${name}.png`)
  }
}
