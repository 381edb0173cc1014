import { useEffect } from 'react'

/** What the tab is called while this is shown. */
export function useDocumentTitle(title: string) {
  useEffect(() => {
    const before = document.title
    document.title = `${title} · Guichet`
    return () => {
      document.title = before
    }
  }, [title])
}
