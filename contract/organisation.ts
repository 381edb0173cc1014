import { z } from 'zod'
import { Line, Phone } from './common.ts'
import { route } from './route.ts'

/** The company's look in the portal and in mails. */
export const Look = z
  .object({
    colour: z.string().nullable().describe('`#1f6f5c`; only its hue is used, with a readable lightness'),
    logo: z.string().nullable().describe('Hash of its content, for `?v=`'),
  })
  .meta({ id: 'Look' })
export type Look = z.infer<typeof Look>

/** Maximum size of a logo in bytes. */
export const logoAtMost = 2_000_000

export const organisation = {
  setLogo: route({
    method: 'PUT',
    path: '/api/organisation/logo',
    summary: 'Upload the company’s logo, a PNG, JPEG or WebP of at most 2 MB, stored as a small image',
    tag: 'settings',
    access: 'settings.manage',
    body: z.file(),
    reply: Look,
  }),
  removeLogo: route({
    method: 'DELETE',
    path: '/api/organisation/logo',
    summary: 'Delete the logo',
    tag: 'settings',
    access: 'settings.manage',
    reply: Look,
  }),
  look: route({
    method: 'GET',
    path: '/api/organisation/look',
    summary: 'Get the company’s colour and logo',
    tag: 'settings',
    access: 'settings.manage',
    reply: Look,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/organisation',
    summary: 'Change the company’s name, time zone, phone number or colour, or who may read the API description',
    tag: 'settings',
    access: 'settings.manage',
    body: z.object({
      name: Line(200).optional(),
      timeZone: z.string().min(1).max(60).optional(),
      phone: z
        .union([Phone, z.literal('').transform(() => null), z.null()])
        .optional()
        .describe('Number for clients, shown at the foot of their mails'),
      colour: z
        .string()
        .toLowerCase()
        .regex(/^#[0-9a-f]{6}$/)
        .nullable()
        .optional()
        .describe('Colour of the client portal; null: Guichet’s own'),
      apiDescriptionPublic: z
        .boolean()
        .optional()
        .describe('Whether /api/docs is public; otherwise only agents read it'),
    }),
    reply: z.object({ name: z.string(), timeZone: z.string() }),
  }),
}
