import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/**
 * The style sheet and the scripts: one takes the pages to fill in over, on preact in React's place, the others are small. Every page is complete without them.
 */
export default defineConfig({
  publicDir: false,
  resolve: {
    conditions: ['source', 'module', 'browser', 'production'],
    alias: [
      { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      {
        find: /^.*\/createLucideIcon\.mjs$/,
        replacement: fileURLToPath(new URL('src/client/slim-icon.ts', import.meta.url)),
      },
      { find: /^react$/, replacement: fileURLToPath(new URL('src/client/slim-react.ts', import.meta.url)) },
    ],
  },
  build: {
    outDir: 'dist/public',
    emptyOutDir: true,
    manifest: true,
    modulePreload: false,
    target: ['es2022', 'safari16'],
    rolldownOptions: {
      input: [
        'src/client/styles.css',
        'src/client/main.tsx',
        'src/client/plain-step.ts',
        'src/client/po-search.ts',
        'src/client/print.ts',
        'src/client/proof.ts',
        'src/client/tracking.ts',
      ],
      output: {
        // What every page to fill in needs comes in one piece: small pieces travel and compress badly.
        codeSplitting: {
          groups: [
            { name: 'leaving', test: /client\/(is-changed|warn-before-leaving)/ },
            {
              name: 'schema',
              test: /shared\/src\/(domain\/(?!email-hint|edit-distance|belgian)|request-types\/(form-schema|fields|success))|read-back/,
            },
          ],
        },
      },
      // "use client" in a library means nothing here.
      checks: { moduleLevelDirective: false },
    },
  },
});
