import { and, eq, sql } from 'drizzle-orm';
import { changeRequest } from '../db/tables/change-request.ts';
import { po } from '../db/tables/po.ts';
import { requestEvent } from '../db/tables/request-event.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { ConflictError, InvalidInputError } from '../errors/errors.ts';
import { planLoaded } from '../reads/plan-request.ts';
import { summariseFindings } from '../request-types/make-plan.ts';
import type { Settlement } from '../request-types/plan.ts';
import { requestType } from '../request-types/registry.ts';
import { changedMeanwhile } from './change-state.ts';
import { type Context, inTransaction, type TransactionContext } from './context.ts';
import { type DecisionSettings, loadForDecision, requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Settles a finding: which PO, which person, what happens to the present holder of a role, a corrected field. The
 * choice enters the plan like the payload does, and stays in the history. `clear` takes earlier choices back, by their
 * key: "personId", "poId", "holders.treasurer", "corrections".
 * @throws ConflictError when the request is no longer to be decided, InvalidInputError for a choice that does not exist
 */
export async function settleFinding(
  ctx: Context,
  input: { requestId: string; version: number; settlement: Settlement; clear?: readonly string[] },
  settings: Pick<DecisionSettings, 'singleHolderRoles'>,
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadForDecision(tx, actor, input);
    const { request } = loaded;
    if (request.state !== 'submitted') {
      throw new ConflictError(`Change request ${request.id} is ${request.state}: nothing to settle.`, {
        userMessage: 'Cette demande n’est plus à traiter.',
      });
    }
    const { poId } = input.settlement;
    if (poId !== undefined) await requirePo(tx, poId, actor.regionId);
    const clear = input.clear ?? [];
    const settlement = mergeSettlements(withoutCleared(request.settlement, clear), input.settlement);
    const knownPoId = clear.includes('poId') ? loaded.submission.poId : request.poId;
    const candidate = { ...loaded, request: { ...request, settlement, poId: settlement.poId ?? knownPoId } };
    const corrected = correctPayload(candidate.stored, request.type, settlement);
    const planned = await planLoaded(
      tx.db,
      { ...candidate, stored: corrected },
      { today: todayInBrussels(tx.now()), singleHolderRoles: settings.singleHolderRoles },
    );
    const [row] = await tx.db
      .update(changeRequest)
      .set({
        settlement,
        poId: candidate.request.poId,
        version: sql`${changeRequest.version} + 1`,
        ...(planned ? { findings: summariseFindings(planned.plan) } : {}),
      })
      .where(
        and(
          eq(changeRequest.id, request.id),
          eq(changeRequest.version, request.version),
          eq(changeRequest.state, 'submitted'),
        ),
      )
      .returning({ version: changeRequest.version });
    if (!row) throw changedMeanwhile(request.id);
    await tx.db.insert(requestEvent).values({
      requestId: request.id,
      event: 'settle',
      fromState: 'submitted',
      toState: 'submitted',
      actorKind: actor.kind,
      actorId: actor.id,
      actorLabel: actor.label,
      detail: { ...input.settlement, ...(clear.length > 0 ? { cleared: clear } : {}) },
      at: tx.now(),
    });
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'settle-finding',
        subject: { type: 'change-request', id: request.id },
        requestId: request.id,
        before: request.settlement,
        after: settlement,
      },
    ]);
    return { version: row.version };
  });
}

function withoutCleared(known: Settlement, clear: readonly string[]): Settlement {
  const kept: Settlement = { ...known, ...(known.holders ? { holders: { ...known.holders } } : {}) };
  for (const key of clear) {
    const [name, role] = key.split('.', 2);
    if (name === 'holders' && role !== undefined) delete kept.holders?.[role];
    else if (name === 'poId' || name === 'personId' || name === 'corrections') delete kept[name];
  }
  // People were chosen among those of the PO.
  if (clear.includes('poId')) {
    delete kept.personId;
    delete kept.holders;
  }
  return kept;
}

function mergeSettlements(known: Settlement, added: Settlement): Settlement {
  const merged: Settlement = { ...known, ...added };
  // Another PO makes choices about its people meaningless.
  if (added.poId !== undefined && added.poId !== known.poId) {
    delete merged.personId;
    delete merged.holders;
    return { ...merged, ...added };
  }
  if (known.holders || added.holders) merged.holders = { ...known.holders, ...added.holders };
  if (known.corrections || added.corrections) merged.corrections = { ...known.corrections, ...added.corrections };
  return merged;
}

function correctPayload(
  stored: { kind: 'payload'; payload: unknown } | { kind: 'erased' },
  typeName: string,
  settlement: Settlement,
) {
  if (stored.kind === 'erased' || !settlement.corrections) return stored;
  const result = requestType(typeName).payload.safeParse({ ...(stored.payload as object), ...settlement.corrections });
  if (result.success) return { kind: 'payload' as const, payload: result.data };
  throw new InvalidInputError(
    'The corrections do not fit the payload.',
    result.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: 'Cette correction ne convient pas à ce champ.',
    })),
  );
}

async function requirePo(tx: TransactionContext, poId: string, regionId: string): Promise<void> {
  const [row] = await tx.db
    .select({ id: po.id })
    .from(po)
    .where(and(eq(po.id, poId), eq(po.regionId, regionId)));
  if (!row)
    throw new InvalidInputError(`No PO ${poId} in the region.`, [
      { path: 'settlement.poId', message: 'Ce PO n’est pas dans la base.' },
    ]);
}
