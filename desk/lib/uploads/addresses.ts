import { addressOf } from '../../../contract/client.ts'
import { api } from '../api.ts'

export const contentOf = (id: string) => addressOf(api.attachments.content, { params: { id } })

export const previewOf = (id: string, size: 'small' | 'large' = 'small') =>
  addressOf(api.attachments.preview, { params: { id }, query: { size } })
