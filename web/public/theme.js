// Before the first paint, so that a page never flashes in the other mode. Written by lib/theme.ts.
try {
  const chosen = localStorage.getItem('guichet.theme')
  if (chosen) document.documentElement.dataset.theme = chosen
} catch {}
