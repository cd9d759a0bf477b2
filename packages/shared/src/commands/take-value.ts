import { InvalidInputError } from '../errors/errors.ts';
import { planLoaded } from '../reads/plan-request.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { type Context, inTransaction } from './context.ts';
import { compareValues } from '../reads/compare-values.ts';
import { refuseDecided, saveSettlement } from './save-settlement.ts';
import { type DecisionSettings, loadForDecision, requireDecider } from './staff-decision.ts';

/** Of the three values of a field: what is recorded now, or what was when the request was sent. */
export const TAKEN_VALUES = ['now', 'submitted'] as const;
export type TakenValue = (typeof TAKEN_VALUES)[number];

/**
 * Takes a recorded value instead of what was asked, as a correction by staff: the field then stays, or goes back to, what
 * it was. (To take what was asked, the correction is taken back: `settleFinding`.)
 * @throws InvalidInputError when the field has no such value to take, ConflictError when the request is no longer to be
 *   decided, or on an old version; ForbiddenError for readers
 */
export async function takeValue(
  ctx: Context,
  input: { requestId: string; version: number; field: string; value: TakenValue },
  settings: Pick<DecisionSettings, 'singleHolderRoles'>,
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadForDecision(tx, actor, input);
    refuseDecided(loaded.request);
    const { singleHolderRoles } = settings;
    const planned = await planLoaded(tx.db, loaded, { today: todayInBrussels(tx.now()), singleHolderRoles });
    const row =
      planned && compareValues(planned).find(({ field, takes }) => field === input.field && takes[input.value]);
    const taken = row?.takes[input.value];
    if (!taken) {
      throw new InvalidInputError(`The field "${input.field}" has no value "${input.value}" to take.`, [
        { path: input.field, message: 'Cette valeur ne peut pas être reprise pour ce champ.' },
      ]);
    }
    const { settlement, poId } = loaded.request;
    const change = {
      settlement: {
        ...settlement,
        corrections: { ...settlement.corrections, [input.field]: taken.answer },
        correctedBy: { ...settlement.correctedBy, [input.field]: actor.id },
      },
      poId,
      event: 'correct-answer' as const,
      detail: { corrected: [input.field], took: input.value },
    };
    return await saveSettlement(tx, actor, loaded, change, settings);
  });
}
