import { defineConfig } from 'vite';

/** Styles, and one small script without a framework: pages are drawn on the server. */
export default defineConfig({
  publicDir: false,
  resolve: { conditions: ['source', 'module', 'browser', 'production'] },
  build: {
    outDir: 'dist/public',
    emptyOutDir: true,
    manifest: true,
    target: ['es2022', 'safari16'],
    rolldownOptions: { input: ['src/client/styles.css', 'src/client/main.ts', 'src/client/passkeys.ts'] },
  },
});
