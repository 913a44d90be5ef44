import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { brotliTwins } from './build/brotli.ts'
import { elsaStudio } from './build/elsaStudio.ts'

// Files with a hash in their name lie below /app/: the server lets browsers keep them for good. `npm run dev` speaks to a
// server on its usual port.
export default defineConfig({
  plugins: [react(), brotliTwins(), elsaStudio()],
  build: {
    outDir: 'dist',
    assetsDir: 'app',
    // The client, and the document of the frame that Elsa Studio runs in.
    rolldownOptions: { input: ['index.html', 'studio.html'] },
    target: ['chrome111', 'safari16.4', 'firefox114'],
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: Object.fromEntries(['/api', '/sign-in', '/link', '/pages.js', '/problems', '/app'].map((path) => [path, 'http://127.0.0.1:5080'])) },
  test: { environment: 'jsdom', isolate: false },
})
