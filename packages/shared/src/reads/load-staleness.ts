import { sql } from 'drizzle-orm';
import type { StalenessView } from '../contracts/second-look.ts';
import type { Database } from '../db/client.ts';
import { uuidList } from '../db/uuid-list.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { CivilDate } from '../domain/dates.ts';
import { advance } from '../effects/advance.ts';
import { type BaseChange, baseChanges } from '../effects/base-changes.ts';
import { describeEffect } from '../effects/describe-effect.ts';
import type { Effect } from '../effects/effect.ts';
import type { World } from '../effects/world.ts';
import type { Plan } from '../request-types/plan.ts';
import { loadOrigins, type Origins } from './load-origins.ts';
import type { PlannedRequest } from './plan-request.ts';

export type FailedApproval = { plan: Plan | null; decidedOn: CivilDate; by: string; at: Date };

/**
 * Between a plan that was approved and could not be applied and the plan of now: what changed in the register, through
 * which request, import or edit, and which effects are gone or new. Null when nothing differs.
 */
export async function loadStaleness(
  db: Database,
  approved: FailedApproval,
  { plan, facts, today }: Pick<PlannedRequest, 'plan' | 'facts' | 'today'>,
): Promise<StalenessView | null> {
  if (!approved.plan) return null;
  const former = approved.plan;
  const changes = baseChanges(former.base, facts.world);
  const gone = former.effects.filter((effect) => !plan.effects.some(same(effect)));
  const added = plan.effects.filter((effect) => !former.effects.some(same(effect)));
  if (changes.length + gone.length + added.length === 0) return null;
  const rows = [...changes.filter(isPeriodRow).map(({ id }) => id), ...added.flatMap(rowOf)];
  const causes = await loadRowCauses(db, rows);
  const subjects = changes.filter((change) => !isPeriodRow(change)).map(({ id }) => id);
  const origins = await loadOrigins(db, subjects, [...causes.values()]);
  const world = settled(facts.world, plan.effects);
  return {
    approvedBy: approved.by,
    approvedAt: approved.at.toISOString(),
    changes: changes.map((change) => ({
      ...{ label: change.label, before: change.before, after: change.after },
      origin: originOf(change, causes, origins),
    })),
    gone: gone.map((effect) => describeEffect(world, effect, approved.decidedOn)),
    added: added.map((effect) => ({
      ...describeEffect(world, effect, today),
      origin: origins.ofCause(causes.get(rowOf(effect)[0] ?? '') ?? null),
    })),
  };
}

const same = (one: Effect) => (other: Effect) => canonicalJson(one) === canonicalJson(other);

const isPeriodRow = ({ kind }: BaseChange) => kind === 'mandate' || kind === 'role';

function rowOf(effect: Effect): string[] {
  if ('roleId' in effect) return [effect.roleId];
  return 'mandateId' in effect ? [effect.mandateId] : [];
}

/** With the rows that the plan makes, so that its sentences find their names. */
function settled(world: World, effects: readonly Effect[]): World {
  const after = structuredClone(world);
  for (const effect of effects) advance(after, effect);
  return after;
}

function originOf(change: BaseChange, causes: ReadonlyMap<string, string>, origins: Origins) {
  if (isPeriodRow(change)) return origins.ofCause(causes.get(change.id) ?? null);
  if (change.kind === 'school') {
    const { ofField } = origins;
    return ofField(change.id, 'closedOn') ?? ofField(change.id, 'name') ?? ofField(change.id, 'address');
  }
  if (change.field !== 'identity') return origins.ofField(change.id, change.field);
  return (
    origins.ofField(change.id, 'lastName') ??
    origins.ofField(change.id, 'firstName') ??
    origins.ofField(change.id, 'birthDate')
  );
}

/** Why mandates and roles are what they are: what annulled them, else what ended them, else what made them. */
async function loadRowCauses(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<{ id: string; cause_id: string }>(sql`
    select id, coalesce(annulled_by, ended_by, opened_by) as cause_id from mandate where id = any(${uuidList(ids)})
    union all
    select id, coalesce(annulled_by, ended_by, assigned_by) from role_assignment where id = any(${uuidList(ids)})`);
  return new Map(rows.map((row) => [row.id, row.cause_id]));
}
