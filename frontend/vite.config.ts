import { defineConfig } from 'vitest/config';

// Maven says where the jar's classes are; without it the output stays beside the sources.
const outDir = process.env.OUT_DIR ?? 'dist';

export default defineConfig({
  base: '/assets/',
  build: {
    outDir,
    emptyOutDir: true,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    assetsDir: '',
    rolldownOptions: { input: 'src/main.ts' },
  },
  test: {
    environment: 'happy-dom',
    env: { TZ: 'Asia/Tokyo' },
  },
});
