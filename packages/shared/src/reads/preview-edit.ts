import { editRows, asLoaded } from '../commands/edits/edit-rows.ts';
import { whyWaits, type EditOrder } from '../commands/edits/order-edit.ts';
import { readOrder } from '../commands/edits/read-order.ts';
import type { StaffActor } from '../commands/context.ts';
import type { DecisionSettings } from '../commands/staff-decision.ts';
import type { EditForm, EditPreview } from '../contracts/edits.ts';
import type { Database } from '../db/client.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { requestType } from '../request-types/registry.ts';
import { editKind } from '../request-types/register-edit/edit-kinds.ts';
import type { EditName } from '../request-types/register-edit/edit-names.ts';
import { findEditTarget, type NamedTarget } from './find-edit-targets.ts';
import { loadWorld } from './load-world.ts';
import { describePlan, planLoaded } from './plan-request.ts';
import { viewFindings } from './view-findings.ts';

type Options = Pick<DecisionSettings, 'singleHolderRoles' | 'fourEyes'> & { now: Date };

/**
 * What edits of staff would do now, to be shown before they are ordered. Nothing is stored.
 * @throws what `orderEdit` throws for what was typed wrong
 */
export async function previewEdit(
  db: Database,
  actor: StaffActor,
  { id, holders, ...typed }: Pick<EditOrder, 'id' | 'edits' | 'reason' | 'holders'>,
  { now, singleHolderRoles, fourEyes }: Options,
): Promise<EditPreview> {
  const read = await readOrder(db, actor.regionId, typed);
  const settlement = Object.keys(holders).length > 0 ? { holders } : {};
  const loaded = asLoaded(editRows(actor, { id, settlement, typed, ...read }, now), read.payload);
  const today = todayInBrussels(now);
  const planned = await planLoaded(db, loaded, { today, singleHolderRoles });
  if (!planned) throw new Error('An order that was just read has no payload.');
  return {
    sentence: requestType(loaded.request.type).sentence(read.payload),
    effects: describePlan(planned, today),
    findings: viewFindings(planned.plan.findings),
    shownHash: planned.shownHash,
    waitsBecause: whyWaits(actor, planned, fourEyes),
  };
}

/**
 * The form of one kind of edit, holding what is recorded.
 * @throws NotFoundError when there is no such row in the actor's region
 */
export async function getEditForm(
  db: Database,
  actor: StaffActor,
  { kind: name, target: named }: { kind: EditName; target: NamedTarget },
  now: Date,
): Promise<EditForm> {
  const kind = editKind(name);
  const target = await findEditTarget(db, actor.regionId, kind.on, named);
  const personIds = target.personId === null ? [] : [target.personId];
  const world = await loadWorld(db, { poIds: [target.poId], personIds, identities: [], emails: [] });
  const today = todayInBrussels(now);
  return {
    title: kind.title,
    explanation: kind.explanation ?? null,
    name: target.name,
    poName: world.pos[target.poId]?.name ?? target.name,
    needsReason: kind.needsReason ?? false,
    partial: kind.partial ?? false,
    groups: kind.groupsFor?.(target, world, today) ?? kind.groups,
    values: kind.toForm(target, world, today),
  };
}
