/** ok: as it must be; note: worth knowing; to mend: somebody has to do something. */
export type Diagnostic = { state: 'ok' | 'note' | 'to mend'; line: string }
