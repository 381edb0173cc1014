// Runs before the first paint and before any module.

// A page never flashes in the other mode. Written by lib/theme.ts.
try {
  const chosen = localStorage.getItem('guichet.theme')
  if (chosen) document.documentElement.dataset.theme = chosen
} catch {}

// Zod probes the Function constructor as soon as a schema is made, which the page's policy refuses and reports.
globalThis.__zod_globalConfig = { jitless: true }
