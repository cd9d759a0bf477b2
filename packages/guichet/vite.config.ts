import { defineConfig } from 'vite';

/** The one style sheet of the mail catcher; its pages have no script. */
export default defineConfig({
  build: {
    manifest: true,
    outDir: 'dist/client',
    rolldownOptions: { input: 'src/mail-catcher/catcher.css' },
  },
});
