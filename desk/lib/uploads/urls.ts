import { addressOf } from '../../../contract/client.ts'
import { api } from '../api.ts'

export const contentUrl = (id: string) => addressOf(api.attachments.content, { params: { id } })

export const previewUrl = (id: string, size: 'small' | 'large' = 'small') =>
  addressOf(api.attachments.preview, { params: { id }, query: { size } })
