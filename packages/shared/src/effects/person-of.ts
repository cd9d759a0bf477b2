import type { Effect } from './effect.ts';
import type { World } from './world.ts';

/**
 * Whose file an effect writes in, in the world as it stands before it: also the holder whose role ends because somebody
 * else's begins. Null for effects on a PO or a school.
 */
export function personOf(world: World, effect: Effect): string | null {
  if ('personId' in effect) return effect.personId;
  const mandateId = 'roleId' in effect ? world.roles[effect.roleId]?.mandateId : undefined;
  const mandate = 'mandateId' in effect ? effect.mandateId : mandateId;
  return mandate === undefined ? null : (world.mandates[mandate]?.personId ?? null);
}
