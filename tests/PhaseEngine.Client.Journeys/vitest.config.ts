import { defineConfig } from 'vitest/config'

// One server with demo data for all of them: it takes the longest to begin. People's work is slow on purpose.
export default defineConfig({
  test: {
    include: ['**/*.journey.ts'],
    globalSetup: './demo.ts',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
