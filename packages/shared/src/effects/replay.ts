import { advance } from './advance.ts';
import type { Effect } from './effect.ts';
import { type AccountStateRow, emptyWorld, type MandateState, type RoleState, type SchoolState } from './world.ts';

type Row = MandateState | RoleState | SchoolState | AccountStateRow;

/** An effect that was written, and the row that it wrote: as it stood before, and as it left it. */
export type Written = { effect: Effect; before: Row | null; after: Row | null };

const SHELVES = { mandate: 'mandates', role: 'roles', school: 'schools', account: 'accounts' } as const;
type Shelf = (typeof SHELVES)[keyof typeof SHELVES];

/** Which row an effect writes; null for fields of people and POs, whose effects say themselves what was before. */
function rowOf(effect: Effect): { shelf: Shelf; id: string } | null {
  if (effect.kind === 'announce-mandate') return null;
  if ('roleId' in effect) return { shelf: 'roles', id: effect.roleId };
  if ('mandateId' in effect) return { shelf: 'mandates', id: effect.mandateId };
  if ('schoolId' in effect) return { shelf: 'schools', id: effect.schoolId };
  if ('accountId' in effect) return { shelf: 'accounts', id: effect.accountId };
  return null;
}

/** Goes through the effects of a plan once more, from the rows of its base: what each found and left. */
export function replay(effects: readonly Effect[], base: Record<string, unknown>): Written[] {
  const world = emptyWorld();
  for (const [key, row] of Object.entries(base)) {
    const [kind = '', id = '', field] = key.split('/');
    const shelf = (SHELVES as Record<string, Shelf | undefined>)[kind];
    // The base is the world as it was: its rows have the shape of their shelf.
    if (shelf && field === undefined && row !== null) (world[shelf] as Record<string, unknown>)[id] = row;
  }
  return effects.map((effect) => {
    const written = rowOf(effect);
    if (!written) return { effect, before: null, after: null };
    const { shelf, id } = written;
    const before = world[shelf][id] ?? null;
    advance(world, effect);
    return { effect, before, after: world[shelf][id] ?? null };
  });
}
