// `pnpm lint`: oxlint (with types), then what it cannot hold: the direction of imports and a few rules of the house.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

register('./typescript-hooks.mjs', import.meta.url);
const { readSources } = await import('./lint/sources.ts');
const { importProblems } = await import('./lint/import-rules.ts');
const { houseProblems } = await import('./lint/house-rules.ts');

const root = fileURLToPath(new URL('..', import.meta.url));
const types = `${root}/packages/shared/src/request-types`;
const requestTypes = existsSync(types)
  ? readdirSync(types, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  : [];

const sources = readSources(root);
const problems = [...importProblems(sources), ...houseProblems(sources, requestTypes)];
for (const problem of problems) console.error(problem);
if (problems.length > 0) console.error(`\n${problems.length} broken rule(s) of the house.`);

const oxlint = spawnSync(process.execPath, ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = problems.length > 0 ? 1 : (oxlint.status ?? 1);
