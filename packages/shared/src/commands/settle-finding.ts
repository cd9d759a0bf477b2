import { and, eq } from 'drizzle-orm';
import { po } from '../db/tables/po.ts';
import { InvalidInputError } from '../errors/errors.ts';
import type { Settlement } from '../request-types/plan.ts';
import { type Context, inTransaction, type TransactionContext } from './context.ts';
import { refuseDecided, saveSettlement } from './save-settlement.ts';
import { type DecisionSettings, loadForDecision, requireDecider } from './staff-decision.ts';

/**
 * Settles a finding: which PO, which person, what happens to the present holder of a role, a corrected field. The
 * choice enters the plan like the payload does, and stays in the history. `clear` takes earlier choices back, by their
 * key: "personId", "poId", "holders.treasurer", "corrections.email".
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
    refuseDecided(request);
    const { poId } = input.settlement;
    if (poId !== undefined) await requirePo(tx, poId, actor.regionId);
    const clear = input.clear ?? [];
    const settlement = mergeSettlements(
      withoutCleared(request.settlement, clear),
      signCorrections(input.settlement, actor.id),
    );
    const knownPoId = clear.includes('poId') ? loaded.submission.poId : request.poId;
    const detail = { ...withoutValues(input.settlement), ...(clear.length > 0 ? { cleared: clear } : {}) };
    const change = { settlement, poId: settlement.poId ?? knownPoId, event: 'settle' as const, detail };
    return await saveSettlement(tx, actor, loaded, change, settings);
  });
}

function signCorrections(settlement: Settlement, staffId: string): Settlement {
  if (!settlement.corrections) return settlement;
  const fields = Object.keys(settlement.corrections);
  return { ...settlement, correctedBy: Object.fromEntries(fields.map((field) => [field, staffId])) };
}

/** The history tells which answers were corrected; what they say stands with the request. */
function withoutValues({ corrections, ...settlement }: Settlement): Record<string, unknown> {
  return corrections ? { ...settlement, corrected: Object.keys(corrections) } : settlement;
}

function withoutCleared(known: Settlement, clear: readonly string[]): Settlement {
  const kept: Settlement = { ...known, ...(known.holders ? { holders: { ...known.holders } } : {}) };
  for (const key of clear) {
    const [name, role] = key.split('.', 2);
    if (name === 'holders' && role !== undefined) delete kept.holders?.[role];
    else if (name === 'corrections' && role !== undefined) dropCorrection(kept, role);
    else if (name === 'poId' || name === 'personId') delete kept[name];
  }
  // People were chosen among those of the PO.
  if (clear.includes('poId')) {
    delete kept.personId;
    delete kept.holders;
  }
  return kept;
}

function dropCorrection(kept: Settlement, field: string): void {
  const { [field]: _, ...corrections } = kept.corrections ?? {};
  const { [field]: __, ...correctedBy } = kept.correctedBy ?? {};
  if (Object.keys(corrections).length > 0) Object.assign(kept, { corrections, correctedBy });
  else {
    delete kept.corrections;
    delete kept.correctedBy;
  }
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
  if (known.corrections || added.corrections) {
    merged.corrections = { ...known.corrections, ...added.corrections };
    merged.correctedBy = { ...known.correctedBy, ...added.correctedBy };
  }
  return merged;
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
