import { register } from 'node:module';

register(new URL('../../../../scripts/typescript-hooks.mjs', import.meta.url));
