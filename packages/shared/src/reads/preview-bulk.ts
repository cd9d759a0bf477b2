import { whyLeft } from '../commands/bulk/why-left.ts';
import { changedMeanwhile, stateAfter } from '../commands/change-state.ts';
import { checkApproval } from '../commands/check-approval.ts';
import type { StaffActor } from '../commands/context.ts';
import { type DecisionSettings, refuseAlone } from '../commands/staff-decision.ts';
import { refuseOver } from '../commands/triage/assign-request.ts';
import type { BulkItemRef, BulkPreview, BulkSelection } from '../contracts/bulk.ts';
import type { Database } from '../db/client.ts';
import { BULK_LIMIT, type BulkKind } from '../domain/bulk.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { formatReference } from '../domain/reference.ts';
import type { AgeAlerts } from '../domain/request-age.ts';
import type { Role } from '../domain/roles.ts';
import { isGuichetError, NotFoundError } from '../errors/errors.ts';
import { isRequestTypeName, requestForm } from '../request-types/forms.ts';
import { listColleagues } from './list-colleagues.ts';
import { listRequests } from './list-requests.ts';
import { type LoadedRequest, loadRequests } from './load-request.ts';
import { type PlannedRequest, planAllLoaded } from './plan-request.ts';

/** Plans hold whole POs: so many in memory at once. */
const TOGETHER = 50;
const EXAMPLES = 3;

type Options = { now: Date; singleHolderRoles: readonly Role[]; ageAlerts: AgeAlerts; fourEyes: boolean };

/**
 * What a run over these requests would do as things stand: how many it would decide, how many it would leave and why,
 * by the very checks of the decisions. Each is looked at as if it were alone; at its turn it is looked at again.
 */
export async function previewBulk(
  db: Database,
  actor: StaffActor,
  input: { kind: BulkKind; selection: BulkSelection },
  options: Options,
): Promise<BulkPreview> {
  const { items, more } = await resolve(db, actor, input.selection, options);
  const labelOf = input.kind === 'assign' ? await holderLabels(db, actor) : typeLabel;
  const able = new Map<string, number>();
  const left = new Map<string, { count: number; references: string[] }>();
  for (let from = 0; from < items.length; from += TOGETHER) {
    for (const { loaded, obstacle } of await judge(
      db,
      actor,
      input.kind,
      items.slice(from, from + TOGETHER),
      options,
    )) {
      if (obstacle === null) {
        const label = labelOf(loaded);
        able.set(label, (able.get(label) ?? 0) + 1);
        continue;
      }
      const group = left.get(obstacle) ?? { count: 0, references: [] };
      group.count += 1;
      if (loaded && group.references.length < EXAMPLES)
        group.references.push(formatReference(loaded.submission.reference));
      left.set(obstacle, group);
    }
  }
  return {
    items,
    more,
    able: mostFirst([...able].map(([label, count]) => ({ label, count }))),
    left: mostFirst([...left].map(([reason, group]) => ({ reason, ...group }))),
  };
}

function typeLabel(loaded: LoadedRequest | undefined): string {
  const type = loaded?.request.type ?? '';
  return isRequestTypeName(type) ? requestForm(type).label : type;
}

/** Of what is given to somebody, one asks who has it now. */
async function holderLabels(db: Database, actor: StaffActor): Promise<typeof typeLabel> {
  const names = new Map((await listColleagues(db, actor.regionId)).map(({ id, name }) => [id, name]));
  return (loaded) => {
    const holder = loaded?.request.assignedTo ?? null;
    if (holder === null) return 'actuellement à personne';
    return holder === actor.id ? 'actuellement à vous' : `actuellement à ${names.get(holder) ?? 'quelqu’un d’autre'}`;
  };
}

async function resolve(
  db: Database,
  actor: StaffActor,
  selection: BulkSelection,
  { now, ageAlerts }: Options,
): Promise<{ items: BulkItemRef[]; more: boolean }> {
  if ('items' in selection) return { items: selection.items, more: false };
  const reader = { staffId: actor.id, regionId: actor.regionId, now, ageAlerts };
  const items: BulkItemRef[] = [];
  for (let cursor: string | null | undefined; cursor !== null && items.length < BULK_LIMIT; ) {
    const page = await listRequests(db, reader, { ...selection.filter, ...(cursor ? { cursor } : {}) });
    items.push(...page.rows.map(({ id, version }) => ({ requestId: id, version })));
    cursor = page.nextCursor;
    if (cursor !== null && items.length >= BULK_LIMIT) return { items: items.slice(0, BULK_LIMIT), more: true };
  }
  return { items: items.slice(0, BULK_LIMIT), more: items.length > BULK_LIMIT };
}

async function judge(
  db: Database,
  actor: StaffActor,
  kind: BulkKind,
  items: readonly BulkItemRef[],
  { now, singleHolderRoles, fourEyes }: Options,
): Promise<{ loaded: LoadedRequest | undefined; obstacle: string | null }[]> {
  const found = await loadRequests(
    db,
    items.map(({ requestId }) => requestId),
  );
  const own = found.filter(({ request }) => request.regionId === actor.regionId);
  const asked = own.map((loaded) => ({ loaded, options: { today: todayInBrussels(now), singleHolderRoles } }));
  // Who deals with a request is no decision: it needs no plan.
  const planned = kind === 'assign' ? [] : await planAllLoaded(db, asked);
  return items.map((item) => {
    const at = own.findIndex(({ request }) => request.id === item.requestId);
    return {
      loaded: own[at],
      obstacle: obstacleTo(actor, kind, item, own[at], { planned: planned[at] ?? null, fourEyes }),
    };
  });
}

function obstacleTo(
  actor: StaffActor,
  kind: BulkKind,
  { requestId, version }: BulkItemRef,
  loaded: LoadedRequest | undefined,
  { planned, fourEyes }: { planned: PlannedRequest | null } & Pick<DecisionSettings, 'fourEyes'>,
): string | null {
  try {
    if (!loaded) throw new NotFoundError(`No change request ${requestId}.`, { userMessage: 'Demande introuvable.' });
    if (kind === 'assign') {
      refuseOver(loaded.request);
      return null;
    }
    stateAfter(loaded.request, kind);
    if (loaded.request.version !== version) throw changedMeanwhile(requestId);
    if (kind === 'approve')
      checkApproval(actor, planned, { requestId, shownHash: null, acknowledged: [] }, { fourEyes });
    else if (planned) refuseAlone(actor, loaded, planned.plan.personIds, null);
    return null;
  } catch (error) {
    if (isGuichetError(error)) return whyLeft(error).group;
    throw error;
  }
}

function mostFirst<T extends { count: number }>(groups: T[]): T[] {
  return groups.sort((a, b) => b.count - a.count);
}
