import { z } from 'zod'
import { Id, IdParams, Instant } from './common.ts'
import { route } from './route.ts'

/** Types of files with a small and a large preview: images, and PDFs by their first page. Others are only downloaded. */
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
  name: z.string().describe('Sanitised: safe as a file name'),
  size: z.int().describe('In bytes'),
  type: z.string().describe('MIME type, detected from the content'),
  hasPreview: z.boolean(),
})

/** A file that its sender has not attached yet; deleted after a day. */
export const Upload = Uploaded.meta({ id: 'Upload' })
export type Upload = z.infer<typeof Upload>

export const Attachment = Uploaded.extend({
  stepId: Id.nullable().describe('null: attached to the ticket itself'),
  atOpening: z.boolean().describe('Whether it was attached when the ticket was created'),
  by: z.object({ id: Id, name: z.string(), kind: z.enum(['agent', 'contact']) }),
  createdAt: Instant,
}).meta({ id: 'Attachment' })
export type Attachment = z.infer<typeof Attachment>

export const AttachmentIds = z
  .array(Id)
  .max(20)
  .transform((ids) => [...new Set(ids)])
  .describe('Uploads of the caller, attached in the same transaction')

const tag = 'attachments'

export const attachments = {
  upload: route({
    method: 'POST',
    path: '/api/attachments',
    summary: 'Upload a file, to attach it to a ticket or a step; a repeated key gets the first response',
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
    summary: 'Get the maximum size of a file',
    tag,
    access: 'signed-in',
    reply: z.object({ bytes: z.int() }),
  }),
  discard: route({
    method: 'DELETE',
    path: '/api/attachments/:id',
    summary: 'Delete an upload of one’s own that is not attached',
    tag,
    access: 'signed-in',
    params: IdParams,
    status: 204,
  }),
  content: route({
    method: 'GET',
    path: '/api/attachments/:id/content',
    summary: 'Download a file; range requests are supported',
    tag,
    access: 'signed-in',
    params: IdParams,
    reply: z.file(),
  }),
  preview: route({
    method: 'GET',
    path: '/api/attachments/:id/preview',
    summary:
      'Get a preview of an image, or of a PDF’s first page: WebP without metadata, at most 480 or 2,000 pixels wide or high',
    tag,
    access: 'signed-in',
    params: IdParams,
    query: z.object({ size: z.enum(['small', 'large']).default('small') }),
    reply: z.file(),
  }),
  createLink: route({
    method: 'POST',
    path: '/api/attachments/:id/links',
    summary: 'Create a link to a file that needs no cookie: for ten minutes, under the caller’s rights',
    tag,
    access: 'signed-in',
    params: IdParams,
    reply: z.object({ url: z.string(), expiresAt: Instant }),
    status: 201,
  }),
  linked: route({
    method: 'GET',
    path: '/api/attachment-links/:token',
    summary: 'Download a file by such a link',
    tag,
    access: { public: 'the signed token names one file, one reader and an instant' },
    params: z.object({ token: z.string().max(200) }),
    reply: z.file(),
  }),
}
