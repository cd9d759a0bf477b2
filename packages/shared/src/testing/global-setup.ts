import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { TestCluster } from './cluster.ts';

/**
 * jest runs this file once, before the workers start, as CommonJS. What follows is loaded by node itself as modules,
 * through a hook that strips the types, so that it is the very code of the product.
 */
export default async function globalSetup(config: { rootDir: string }): Promise<void> {
  register(pathToFileURL(`${config.rootDir}/scripts/typescript-hooks.mjs`));
  const address = pathToFileURL(`${config.rootDir}/packages/shared/src/testing/template.ts`).href;
  const { startTemplate } = (await import(address)) as { startTemplate: () => Promise<TestCluster> };
  const template = await startTemplate();
  process.env.GUICHET_TEST_CLUSTER = template.adminUrl;
  (globalThis as { stopTestCluster?: () => Promise<void> }).stopTestCluster = template.stop;
}
