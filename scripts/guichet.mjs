// `pnpm guichet <command>`: the operator's command line (packages/guichet/src/cli.ts).
import { requireInstall } from './check-install.mjs';

requireInstall();
const { build } = await import('./build.mjs');
await build({ clients: false });
await import('../packages/guichet/dist/cli.js');
