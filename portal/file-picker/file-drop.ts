/** Returns handlers for a form that accepts files dropped or pasted anywhere on it. */
export const fileDropHandlers = (onAdd: (files: Iterable<File>) => unknown) => ({
  onDragOver: (event: DragEvent) => event.preventDefault(),
  onDrop: (event: DragEvent) => {
    event.preventDefault()
    onAdd(event.dataTransfer?.files ?? [])
  },
  onPaste: (event: ClipboardEvent) => {
    const data = event.clipboardData
    // Text takes precedence: pasted cells of a spreadsheet contain a picture of themselves.
    if (!data?.files.length || data.types.includes('text/plain')) return
    event.preventDefault()
    onAdd(data.files)
  },
})
