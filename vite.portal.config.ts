import { defineConfig } from 'vite'
import { portalRoot } from './contract/rules/page-addresses.ts'

/** The client's page: Preact, no schema, no style in the page but its fonts and colours. */
export default defineConfig({
  root: 'portal',
  base: `${portalRoot}/`,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: '../dist/portal', emptyOutDir: true, sourcemap: true, target: 'es2023' },
  server: { proxy: { '/api': { target: process.env.API_URL ?? 'http://localhost:3000', changeOrigin: false } } },
})
