import type { Module } from '../../platform/module.ts'
import { deleteStaleViews } from './delete-stale-views.ts'
import { mountUnread } from './routes.ts'

export const unreadModule: Module = { mount: mountUnread, cleanups: [deleteStaleViews] }
