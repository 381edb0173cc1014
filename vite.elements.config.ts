import { defineConfig } from 'vite'

/**
 * The elements for pages of other origins: an address that stays for each, with nothing in it but imports of files named
 * by content. So it may be asked for under any query (`?ver=1`) and still be one module.
 */
export default defineConfig({
  root: 'portal',
  mode: 'elements',
  base: './',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/elements',
    emptyOutDir: true,
    sourcemap: true,
    target: 'es2023',
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
          groups: [
            // Who is signed in at the website, which guests of a form do not need.
            { name: 'routes', test: /endpoints[\\/]portal|portal[\\/]lib[\\/]site-session/, priority: 2 },
            // With Vite's own helper for what is read on demand, which all of them use.
            { name: 'words', test: /i18n[\\/](fill|count)|preload-helper/, priority: 4 },
            // What the form needs is a fraction of what the portal does: only that is shared.
            {
              name: 'form',
              priority: 2,
              test: /[\\/]portal[\\/]form[\\/](?!client-submitter|machine|preview)|[\\/]i18n[\\/]form[\\/]|@noble|endpoints[\\/]forms|rules[\\/](form-fields|phone)/,
            },
            {
              name: 'shared',
              priority: 3,
              test: /node_modules[\\/]preact[\\/]|[\\/](browser[\\/](new-key|send-file|element-theme)|contract[\\/](client|enum-values|rules[\\/]email)|ui)/,
            },
            {
              name: 'client',
              // Screens of addresses with a secret are read on demand, in a file of their own.
              test: /[\\/]portal[\\/](?!elements[\\/]|form[\\/](client-submitter|machine|preview)|screens[\\/](hash-secret-screen|act-by-mail|from-mail|from-form|confirm-address|unsubscribe))|node_modules|[\\/](browser(?![\\/]shrink-photo)|contract(?![\\/]endpoints[\\/]by-mail)|i18n)[\\/]/,
            },
          ],
        },
      },
    },
  },
})
