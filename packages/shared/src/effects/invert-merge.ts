import { canonicalJson } from '../domain/canonical-json.ts';
import { emailKey } from '../domain/email.ts';
import { formatName } from '../domain/names.ts';
import { advance } from './advance.ts';
import type { Effect, EffectOf } from './effect.ts';
import type { Inverse } from './invert-effect.ts';
import { filesOf } from './rows-read.ts';
import { type AccountStateRow, emptyWorld, type MandateState, type RoleState, type World } from './world.ts';

type AppliedPlan = { effects: readonly Effect[]; base: Record<string, unknown> };

/**
 * What takes a merger back: both records become exactly what they were, as long as nothing else was written about either
 * of them since. `mergeId`: its cause. Null for a plan that merged nobody. Pure.
 */
export function invertMerge({ effects, base }: AppliedPlan, mergeId: string, now: World): Inverse | null {
  if (effects.some(({ kind }) => kind === 'unmerge-person'))
    return { effects: [], cannot: 'Une fusion défaite se refait : fusionnez à nouveau les deux fiches.' };
  const merge = effects.find((effect) => effect.kind === 'merge-person');
  if (!merge) return null;
  const before = worldOf(base);
  const after = structuredClone(before);
  for (const effect of effects) advance(after, effect);
  const why = whyNot(merge, { before, after, now });
  if (why !== null) return { effects: [], cannot: why };
  return { effects: [unmerge(merge, mergeId, before, after), ...fieldsAsBefore(effects)] };
}

function unmerge(
  { personId, mergedId }: EffectOf<'merge-person'>,
  mergeId: string,
  before: World,
  after: World,
): EffectOf<'unmerge-person'> {
  const changed = <T extends { id: string }>(was: Record<string, T>, is: Record<string, T>) =>
    Object.values(was).filter((row) => !same(row, is[row.id]));
  return {
    ...{ kind: 'unmerge-person', personId, mergedId, mergeId },
    mandates: changed<MandateState>(before.mandates, after.mandates),
    roles: changed<RoleState>(before.roles, after.roles),
    accounts: changed<AccountStateRow>(before.accounts, after.accounts),
  };
}

/** The values of the survivor that were taken from the other record, the last one first. */
function fieldsAsBefore(effects: readonly Effect[]): Effect[] {
  return effects.toReversed().flatMap((effect): Effect[] => {
    if (effect.kind === 'set-person-field') return [{ ...effect, from: effect.to, to: effect.from }];
    return effect.kind === 'mark-deceased' ? [{ kind: 'unmark-deceased', personId: effect.personId }] : [];
  });
}

function whyNot(
  { personId, mergedId }: EffectOf<'merge-person'>,
  { before, after, now }: { before: World; after: World; now: World },
): string | null {
  const survivor = now.persons[personId];
  if (!survivor) return 'La fiche qui est restée n’est plus connue.';
  const name = formatName(survivor);
  if (survivor.mergedInto !== undefined)
    return `La fiche de ${name} a été fusionnée depuis dans une autre : défaites d’abord cette fusion-là.`;
  if (now.persons[mergedId]?.mergedInto !== personId) return 'Cette fusion a déjà été défaite.';
  const people = [personId, mergedId];
  const [left, found] = [after, now].map((world) => canonicalJson(Object.fromEntries(filesOf(world, people))));
  if (left !== found)
    return `La fiche de ${name} a changé depuis la fusion : ce qui a été écrit après se perdrait. Corrigez-la plutôt.`;
  const taken = Object.values(before.accounts).find(({ email }) => email !== null && isTaken(now, people, email));
  return taken ? `${taken.email} sert depuis à quelqu’un d’autre pour se connecter.` : null;
}

function isTaken(world: World, people: readonly string[], address: string): boolean {
  return Object.values(world.accounts).some(
    ({ personId, email }) => !people.includes(personId) && email !== null && emailKey(email) === emailKey(address),
  );
}

const SHELVES: Record<string, keyof World | undefined> = {
  person: 'persons',
  mandate: 'mandates',
  role: 'roles',
  account: 'accounts',
};

/** The world that a merger leaned on: its base holds all of both records. */
function worldOf(base: Record<string, unknown>): World {
  const world = emptyWorld();
  for (const [key, row] of Object.entries(base)) {
    const [kind = '', id = '', field] = key.split('/');
    const shelf = SHELVES[kind];
    // The base is the world as it was: its rows have the shape of their shelf.
    if (shelf && field === undefined && row !== null) (world[shelf] as Record<string, unknown>)[id] = row;
  }
  return world;
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
