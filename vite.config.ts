import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true, sourcemap: true, target: 'es2023' },
  server: { proxy: { '/api': process.env.API_URL ?? 'http://localhost:3000' } },
})
