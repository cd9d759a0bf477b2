import type { Context } from '@guichet/shared/commands/context';
import type { Database } from '@guichet/shared/db/client';
import { createLogger } from '@guichet/shared/http/logging';

/** The context of what the operator of the installation does at its keyboard. */
export function operatorContext(db: Database): Context {
  return {
    db,
    actor: { kind: 'operator', id: null, label: 'Opérateur' },
    now: () => new Date(),
    // Results go to standard output; whatever a command logs must not mix with them.
    log: createLogger('guichet', 'warn', { write: (line) => void process.stderr.write(line) }),
  };
}
