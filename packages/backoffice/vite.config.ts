import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    manifest: true,
    outDir: 'dist/public',
    rolldownOptions: {
      input: 'src/client/main.tsx',
      onLog: (level, log, say) => {
        // Libraries mark files for frameworks that render on the server; nothing here is.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') say(level, log);
      },
    },
  },
});
