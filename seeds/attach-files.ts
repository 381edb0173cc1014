import { Readable } from 'node:stream'
import type { Files } from '../server/platform/files/store.ts'
import type { Chance } from './chance.ts'
import type { MachineKind } from './clients.ts'
import type { Row, TicketRows } from './company.ts'
import { drawPictures, type Picture } from './pictures.ts'
import { writeQuote } from './quote.ts'

/** Picture that is stored on the disk. */
type Kept = Pick<Picture, 'name' | 'type'> & { sha256: string; size: number }
export type Album = { of: Record<MachineKind, Kept[]>; quote: Kept }

/** Draws the company's photos, and stores each file once. */
export async function keepAlbum(files: Files): Promise<Album> {
  const drawn = await drawPictures()
  const of: Partial<Record<MachineKind, Kept[]>> = {}
  for (const kind of Object.keys(drawn) as MachineKind[]) {
    of[kind] = []
    for (const picture of drawn[kind]) of[kind].push(await keep(files, picture))
  }
  return { of: of as Album['of'], quote: await keep(files, writeQuote()) }
}

async function keep(files: Files, { name, type, bytes }: Picture): Promise<Kept> {
  const received = await files.receive(Readable.from([bytes]))
  await files.place(received)
  return { name, type, sha256: received.sha256, size: received.size }
}

/** Creates the files of a ticket: the client's, the technician's photos of the result, and documents of the office. */
export function filesOf(chance: Chance, album: Album, kind: MachineKind | null, life: TicketRows): Row[] {
  const { ticket, contacts, steps } = life
  const pictures = kind ? album.of[kind] : []
  const rows: Row[] = []
  const put = (file: Kept, at: unknown, place: Row) =>
    rows.push({
      id: chance.idAt(Date.parse(String(at)) + rows.length + 1),
      ...file,
      created_at: at,
      ticket_id: ticket.id,
      step_id: null,
      at_opening: false,
      uploaded_by_agent_id: null,
      uploaded_by_contact_id: null,
      ...place,
    })
  const caller = contacts[0]?.contact_id
  const written = ['email', 'field', 'counter'].includes(String(ticket.channel))
  if (pictures.length > 0 && caller && (written ? chance.often(0.7) : chance.often(0.15)))
    put(chance.pick(pictures), ticket.created_at, { at_opening: true, uploaded_by_contact_id: caller })
  for (const step of steps) {
    const by = { step_id: step.id, uploaded_by_agent_id: step.author_agent_id }
    if (step.kind === 'answer' && pictures.length > 0 && chance.often(0.25))
      put(chance.pick(pictures), step.created_at, by)
    if (step.kind === 'information' && kind === 'boiler' && chance.often(0.2)) put(album.quote, step.created_at, by)
  }
  return rows
}
