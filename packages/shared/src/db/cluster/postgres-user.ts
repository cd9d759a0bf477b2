import { execFileSync } from 'node:child_process';

export type RunAs = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root: as root it runs as the system's user `postgres`, created when missing.
 * Returns undefined when we are not root (or on Windows): then it runs as ourselves.
 */
export function postgresUser(): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const known = lookUp();
  if (known) return known;
  try {
    execFileSync('groupadd', ['--force', 'postgres'], { stdio: 'pipe' });
    execFileSync('useradd', ['--gid', 'postgres', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], {
      stdio: 'pipe',
    });
  } catch {
    throw new Error(
      'PostgreSQL refuses to run as root, and the user "postgres" could not be created: run as another user.',
    );
  }
  const created = lookUp();
  if (!created) throw new Error('PostgreSQL refuses to run as root, and the user "postgres" is missing.');
  return created;
}

function lookUp(): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
