import { useEffect } from 'react'

let count = ''
let title = document.title

function show() {
  document.title = count + title
}

/** Sets the title of the tab while the component is mounted. */
export function useDocumentTitle(words: string) {
  useEffect(() => {
    const before = title
    title = `${words} · Guichet`
    show()
    return () => {
      title = before
      show()
    }
  }, [words])
}

/** Puts a count such as “(3) ” before the title of the tab; nothing for null. */
export function useTitleCount(said: string | null) {
  useEffect(() => {
    count = said === null ? '' : `(${said}) `
    show()
    return () => {
      count = ''
      show()
    }
  }, [said])
}
