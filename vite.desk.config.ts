import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'desk',
  plugins: [react()],
  build: { outDir: '../dist/desk', emptyOutDir: true, sourcemap: true, target: 'es2023' },
  // The host stays as the browser gave it: the server refuses writes that come from another site.
  server: {
    proxy: Object.fromEntries(
      ['/api', '/elements'].map((path) => [
        path,
        { target: process.env.API_URL ?? 'http://localhost:3000', changeOrigin: false },
      ]),
    ),
  },
})
