// `pnpm start`: checks the install, builds what changed, and starts everything (packages/guichet).
import { requireInstall } from './check-install.mjs';

requireInstall();
const { build } = await import('./build.mjs');
await build();
await import('../packages/guichet/dist/start.js');
