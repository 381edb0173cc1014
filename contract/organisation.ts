import { z } from 'zod'
import { Line, Phone } from './common.ts'
import { route } from './route.ts'

/** How the company looks to its clients. */
export const Look = z
  .object({
    colour: z.string().nullable().describe('`#1f6f5c`; its hue is taken, and a lightness at which words can be read'),
    logo: z.string().nullable().describe('A hash of its bytes, for `?v=`'),
  })
  .meta({ id: 'Look' })
export type Look = z.infer<typeof Look>

/** Bytes of a logo as it is sent. */
export const logoAtMost = 2_000_000

export const organisation = {
  setLogo: route({
    method: 'PUT',
    path: '/api/organisation/logo',
    summary: 'Give the company a logo: a PNG, JPEG or WebP of 2 MB at most, of which a small picture is made',
    tag: 'settings',
    access: 'settings.manage',
    body: z.file(),
    reply: Look,
  }),
  removeLogo: route({
    method: 'DELETE',
    path: '/api/organisation/logo',
    summary: 'Have no logo',
    tag: 'settings',
    access: 'settings.manage',
    reply: Look,
  }),
  look: route({
    method: 'GET',
    path: '/api/organisation/look',
    summary: 'The company’s colour and logo',
    tag: 'settings',
    access: 'settings.manage',
    reply: Look,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/organisation',
    summary:
      'Change the name, the time zone, the telephone or the colour of the company that runs this desk, or who may read its API’s description',
    tag: 'settings',
    access: 'settings.manage',
    body: z.object({
      name: Line(200).optional(),
      timeZone: z.string().min(1).max(60).optional(),
      phone: z
        .union([Phone, z.literal('').transform(() => null), z.null()])
        .optional()
        .describe('Where clients call; at the foot of their mails'),
      colour: z
        .string()
        .toLowerCase()
        .regex(/^#[0-9a-f]{6}$/)
        .nullable()
        .optional()
        .describe('Of its clients’ page; null: Guichet’s own'),
      apiDescriptionPublic: z.boolean().optional().describe('Whether anybody may read /api/docs, or agents alone'),
    }),
    reply: z.object({ name: z.string(), timeZone: z.string() }),
  }),
}
