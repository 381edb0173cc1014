import { defineConfig } from 'vite'
import { refuseUnusedGroups, toCodeSplitting } from './scripts/chunk-groups.ts'

/** Screens of addresses with a secret, which are read on demand, in a chunk of their own. */
const secretScreens = [
  'hash-secret-screen',
  'act-by-mail',
  'from-mail',
  'from-form',
  'confirm-address',
  'unsubscribe',
].map((screen) => `portal/screens/${screen}`)
/** Parts of the form that only signed-in clients and its preview need. */
const formParts = ['client-submitter', 'machine', 'preview'].map((part) => `portal/form/${part}`)

const groups = [
  // What knows who is signed in at the website, which guests of a form do not need.
  { name: 'routes', priority: 2, of: ['contract/endpoints/portal', 'portal/lib/site-session'] },
  // With Vite's own helper for what is read on demand, which all of them use.
  { name: 'words', priority: 4, of: ['i18n/fill', 'i18n/count', 'vite/preload-helper'] },
  // What the form needs is a fraction of what the portal does: only that is shared.
  {
    name: 'form',
    priority: 2,
    of: [
      'portal/form/',
      'i18n/form/',
      'node_modules/@noble/',
      'contract/endpoints/forms',
      'contract/rules/form-fields',
      'contract/rules/phone',
    ],
    but: formParts,
  },
  {
    name: 'shared',
    priority: 3,
    of: [
      'node_modules/preact/',
      'portal/file-picker/',
      'browser/new-key',
      'browser/send-file',
      'browser/upload-queue',
      'browser/element-theme',
      'contract/client',
      'contract/enum-values',
      'contract/rules/email',
      'ui/',
    ],
  },
  {
    name: 'client',
    of: ['portal/', 'node_modules/', 'browser/', 'contract/', 'i18n/'],
    but: ['portal/elements/', ...formParts, ...secretScreens, 'browser/shrink-photo', 'contract/endpoints/by-mail'],
  },
]

/**
 * The elements for pages of other origins: an address that stays for each, with nothing in it but imports of files named
 * by content. So it may be asked for under any query (`?ver=1`) and still be one module.
 */
export default defineConfig({
  root: 'portal',
  mode: 'elements',
  base: './',
  publicDir: false,
  plugins: [refuseUnusedGroups(groups)],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/elements',
    emptyOutDir: true,
    sourcemap: true,
    target: 'es2023',
    // The browsers of es2023, save that Chrome 111 is the first with oklch(): no page carries every colour twice.
    cssTarget: ['chrome111', 'edge111', 'firefox115', 'safari16.4'],
    modulePreload: false,
    rolldownOptions: {
      input: {
        count: 'portal/elements/count.ts',
        form: 'portal/elements/form.ts',
        portal: 'portal/elements/portal.ts',
        'ticket-preview': 'portal/elements/ticket-preview.ts',
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        codeSplitting: {
          groups: toCodeSplitting(groups),
        },
      },
    },
  },
})
