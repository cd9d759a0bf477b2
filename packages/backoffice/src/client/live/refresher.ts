import type { LiveChange } from '@guichet/shared/contracts/live';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import type { Query, QueryClient } from '@tanstack/react-query';

/** Changes that come together are looked at together. */
const TOGETHER_MS = 120;
/** The list is asked for at most so often, whatever happens: a bulk decision is hundreds of changes. */
const LIST_EVERY_MS = 1_000;
/** A page that is being opened draws what it asked for first; what changed before the line was up comes after. */
const PAGE_FIRST_MS = 300;

export type Refresher = { note(change: LiveChange): void; all(): void; stop(): void };

/** Turns changes into fresh looks at what is on screen, and marks the rest as old. */
export function createRefresher(client: QueryClient): Refresher {
  let changes: LiveChange[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let listTimer: ReturnType<typeof setTimeout> | undefined;
  let listAt = 0;
  let allTimer: ReturnType<typeof setTimeout> | undefined;

  const refreshList = (): void => {
    listTimer = undefined;
    listAt = Date.now();
    void client.invalidateQueries({ queryKey: ['requests'] });
    // What is applied changes the page of somebody; the change does not say whose.
    void client.invalidateQueries({ queryKey: ['person'] });
  };
  const refreshMailing = (id: string): void => {
    for (const queryKey of [['mailing', id], ['mailing-progress', id], ['mailings']]) {
      void client.invalidateQueries({ queryKey });
    }
  };
  const flush = (): void => {
    timer = undefined;
    const seen = changes;
    changes = [];
    const kinds = new Set(seen.map(({ kind }) => kind));
    for (const [kind, queryKey] of Object.entries(KEYS)) {
      if (kinds.has(kind as LiveChange['kind'])) void client.invalidateQueries({ queryKey });
    }
    for (const change of seen) {
      if (change.kind === 'mailing') refreshMailing(change.id);
    }
    if (!kinds.has('request') && !kinds.has('requests')) return;
    const touched = touchedBy(seen);
    void client.invalidateQueries({ predicate: touched });
    listTimer ??= setTimeout(refreshList, Math.max(0, listAt + LIST_EVERY_MS - Date.now()));
  };
  return {
    note(change) {
      changes.push(change);
      timer ??= setTimeout(flush, TOGETHER_MS);
    },
    all() {
      clearTimeout(allTimer);
      allTimer = setTimeout(() => {
        void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'session' });
      }, PAGE_FIRST_MS);
    },
    stop() {
      clearTimeout(timer);
      clearTimeout(listTimer);
      clearTimeout(allTimer);
    },
  };
}

const KEYS = { task: ['tasks'], presence: ['presence'], notice: ['notices'] } satisfies Partial<
  Record<LiveChange['kind'], string[]>
>;

/** What is kept about a request, or about one of the same PO: its plan may be another by now. */
const ABOUT_ONE = new Set(['request', 'standing', 'envoi']);

function touchedBy(changes: readonly LiveChange[]): (query: Query) => boolean {
  const many = changes.some(({ kind }) => kind === 'requests');
  const ids = new Set<unknown>();
  const pos = new Set<unknown>();
  for (const change of changes) {
    if (change.kind !== 'request') continue;
    ids.add(change.id);
    if (change.po !== null) pos.add(change.po);
  }
  return ({ queryKey: [name, id], state }) => {
    // The file of a PO lists its open requests, and holds what they have changed.
    if (name === 'po') return many || pos.has(id);
    if (!ABOUT_ONE.has(String(name))) return false;
    const poId = (state.data as RequestView | undefined)?.po?.id;
    return many || ids.has(id) || (poId !== null && pos.has(poId));
  };
}
