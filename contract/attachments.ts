import { z } from 'zod'
import { Id, IdParams, Instant } from './common.ts'
import { route } from './route.ts'

/** Types with previews, small and large: pictures and the first page of a PDF. Others are downloaded. */
export const previewTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
  'application/pdf',
] as const

const Uploaded = z.object({
  id: Id,
  name: z.string().describe('Cleaned: safe as the name of a file'),
  size: z.int().describe('bytes'),
  type: z.string().describe('MIME type, found in the bytes'),
  hasPreview: z.boolean(),
})

/** A file that belongs to its sender, for a day, until it is put on a ticket or a step. */
export const Upload = Uploaded.meta({ id: 'Upload' })
export type Upload = z.infer<typeof Upload>

export const Attachment = Uploaded.extend({
  stepId: Id.nullable().describe('null: on the ticket itself'),
  atOpening: z.boolean().describe('It came with the ticket'),
  by: z.object({ id: Id, name: z.string(), kind: z.enum(['agent', 'contact']) }),
  createdAt: Instant,
}).meta({ id: 'Attachment' })
export type Attachment = z.infer<typeof Attachment>

export const AttachmentIds = z
  .array(Id)
  .max(20)
  .transform((ids) => [...new Set(ids)])
  .describe('Uploads of the caller, put there in the same transaction')

const tag = 'attachments'

export const attachments = {
  upload: route({
    method: 'POST',
    path: '/api/attachments',
    summary: 'Send one file, before it is put on a ticket or a step; a repeated key gets the first answer',
    tag,
    access: 'signed-in',
    query: z.object({ name: z.string().min(1).max(1000) }),
    body: z.file(),
    reply: Upload,
    status: 201,
  }),
  limits: route({
    method: 'GET',
    path: '/api/attachment-limits',
    summary: 'How large a file may be',
    tag,
    access: 'signed-in',
    reply: z.object({ bytes: z.int() }),
  }),
  discard: route({
    method: 'DELETE',
    path: '/api/attachments/:id',
    summary: 'Give up a file that one has sent and put nowhere',
    tag,
    access: 'signed-in',
    params: IdParams,
    status: 204,
  }),
  content: route({
    method: 'GET',
    path: '/api/attachments/:id/content',
    summary: 'The file itself, to be saved; ranges are served',
    tag,
    access: 'signed-in',
    params: IdParams,
    reply: z.file(),
  }),
  preview: route({
    method: 'GET',
    path: '/api/attachments/:id/preview',
    summary:
      'A picture made anew from the file or from its first page, without what its camera noted: WebP, at most 480 or 2,000 pixels wide or high',
    tag,
    access: 'signed-in',
    params: IdParams,
    query: z.object({ size: z.enum(['small', 'large']).default('small') }),
    reply: z.file(),
  }),
  createLink: route({
    method: 'POST',
    path: '/api/attachments/:id/links',
    summary: 'An address of the file that works without a cookie for ten minutes, under the caller’s rights',
    tag,
    access: 'signed-in',
    params: IdParams,
    reply: z.object({ url: z.string(), expiresAt: Instant }),
    status: 201,
  }),
  linked: route({
    method: 'GET',
    path: '/api/attachment-links/:token',
    summary: 'The file of such an address',
    tag,
    access: { public: 'the signed token names one file, one reader and an instant' },
    params: z.object({ token: z.string().max(200) }),
    reply: z.file(),
  }),
}
