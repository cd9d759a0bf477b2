import { decision } from '../db/tables/decision.ts';
import { todayInBrussels } from '../domain/dates.ts';
import type { LoadedRequest } from '../reads/load-request.ts';
import { planLoaded } from '../reads/plan-request.ts';
import { requestType } from '../request-types/registry.ts';
import { changeState } from './change-state.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from './context.ts';
import { readWords } from './read-words.ts';
import { type DecisionSettings, loadForDecision, refuseAlone, requireDecider } from './staff-decision.ts';
import { tellSettlement } from './tell-settlement.ts';
import { writeAudit } from './write-audit.ts';

export type Verdict = {
  kind: 'reject' | 'close-by-hand';
  missing: string;
  path: string;
};

/** A decision that is words rather than a plan: they are required, kept with the decision, and told to the author. */
export async function decideInWords(
  ctx: Context,
  input: { requestId: string; version: number; words: string },
  verdict: Verdict,
  settings: Pick<DecisionSettings, 'singleHolderRoles'>,
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  const words = readWords(input.words, verdict);
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadForDecision(tx, actor, input);
    // Refusing is deciding too: what the request would do says whom it is about.
    const planned = await planLoaded(tx.db, loaded, { today: todayInBrussels(tx.now()), ...settings });
    if (planned) refuseAlone(actor, loaded, planned.plan.personIds, null);
    const { version } = await changeState(tx, loaded.request, verdict.kind, { reason: words });
    const decisionId = await recordVerdict(tx, actor, loaded, verdict.kind, words);
    // Nobody outside asked for it.
    if (requestType(loaded.request.type).ordered) return { version };
    await tellSettlement(tx, {
      submission: loaded.submission,
      requestId: loaded.request.id,
      ...(verdict.kind === 'reject'
        ? { own: { kind: 'request-rejected', causeKey: `request-rejected:${decisionId}` } as const }
        : {}),
    });
    return { version };
  });
}

async function recordVerdict(
  tx: TransactionContext,
  actor: StaffActor,
  { request }: LoadedRequest,
  kind: Verdict['kind'],
  reason: string,
): Promise<string> {
  const [row] = await tx.db
    .insert(decision)
    .values({
      requestId: request.id,
      kind,
      payloadVersion: request.payloadVersion,
      decidedOn: todayInBrussels(tx.now()),
      reason,
      poId: request.poId,
      staffId: actor.id,
      at: tx.now(),
      settledAt: tx.now(),
    })
    .returning({ id: decision.id });
  if (!row) throw new Error('The decision was not written.');
  await writeAudit(tx.db, actor, tx.now(), [
    {
      action: `${kind}-request`,
      subject: { type: 'change-request', id: request.id },
      requestId: request.id,
      after: { reason },
    },
  ]);
  return row.id;
}
