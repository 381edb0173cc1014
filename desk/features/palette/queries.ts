import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, call } from '../../lib/api.ts'

export const paletteContactsQuery = (text: string) =>
  queryOptions({
    queryKey: ['contact', 'palette', text],
    queryFn: ({ signal }) => call(api.contacts.list, { query: { text, limit: 5 } }, { signal }),
    enabled: text.length >= 2,
    placeholderData: keepPreviousData,
  })

export const paletteCompaniesQuery = (text: string) =>
  queryOptions({
    queryKey: ['company', 'palette', text],
    queryFn: ({ signal }) => call(api.companies.list, { query: { text, limit: 4 } }, { signal }),
    enabled: text.length >= 2,
    placeholderData: keepPreviousData,
  })

export const paletteMachinesQuery = (text: string) =>
  queryOptions({
    queryKey: ['equipment', 'palette', text],
    queryFn: ({ signal }) => call(api.equipment.list, { query: { text, limit: 4 } }, { signal }),
    enabled: text.length >= 2,
    placeholderData: keepPreviousData,
  })

export const paletteTicketsQuery = (text: string) =>
  queryOptions({
    queryKey: ['ticket', 'palette', text],
    queryFn: ({ signal }) => call(api.tickets.list, { query: { text, state: 'all', limit: 5 } }, { signal }),
    enabled: text.length >= 2,
    placeholderData: keepPreviousData,
  })
