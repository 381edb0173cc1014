/** Finding of doctor. ok: as expected; note: worth knowing; to mend: somebody must act. */
export type Diagnostic = { state: 'ok' | 'note' | 'to mend'; line: string }
