import { randomUUID } from 'node:crypto';
import { SYSTEM_ACTOR } from '../../src/commands/context.ts';
import type { Database } from '../../src/db/client.ts';
import { cause } from '../../src/db/tables/cause.ts';
import { applyEffects } from '../../src/effects/apply-effects.ts';
import type { Effect } from '../../src/effects/effect.ts';
import type { World } from '../../src/effects/world.ts';
import { loadWorld } from '../../src/reads/load-world.ts';
import { TEST_TOKEN_KEYS } from '../../src/testing/register-builder.ts';

export const TODAY = '2026-06-15';
const NOW = new Date('2026-06-15T10:00:00Z');

/** Writes effects as the worker does, in one transaction of their own, for a cause of their own. */
export async function writeEffects(db: Database, effects: readonly Effect[]): Promise<void> {
  await db.transaction(async (tx) => {
    const causeId = randomUUID();
    await tx.insert(cause).values({ id: causeId, kind: 'demo', actorKind: 'system', actorLabel: 'test' });
    await applyEffects(tx, effects, {
      causeId,
      requestId: null,
      actor: SYSTEM_ACTOR,
      now: NOW,
      today: TODAY,
      tokenKeys: TEST_TOKEN_KEYS,
    });
  });
}

/** The same part of the database again: the POs and persons of `world`, whatever became of them. */
export function reloadWorld(db: Database, world: World): Promise<World> {
  const [poIds, personIds] = [Object.keys(world.pos), Object.keys(world.persons)];
  return loadWorld(db, { poIds, personIds, identities: [], emails: [] });
}

/** What a reload would show of a world in memory: annulled mandates and roles are kept, but no plan looks at them. */
export function withoutAnnulled(world: World): World {
  const live = <T extends { annulled: boolean }>(rows: Record<string, T>) =>
    Object.fromEntries(Object.entries(rows).filter(([, row]) => !row.annulled));
  return { ...world, mandates: live(world.mandates), roles: live(world.roles) };
}
