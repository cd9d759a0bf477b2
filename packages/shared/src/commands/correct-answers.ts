import { canonicalJson } from '../domain/canonical-json.ts';
import { ConflictError, InvalidInputError } from '../errors/errors.ts';
import type { LoadedRequest } from '../reads/load-request.ts';
import { type FormValues, readValues } from '../request-types/fields.ts';
import type { Settlement } from '../request-types/plan.ts';
import { readTyped } from '../request-types/read-typed.ts';
import { requestType } from '../request-types/registry.ts';
import { type Context, inTransaction } from './context.ts';
import { refuseDecided, saveSettlement } from './save-settlement.ts';
import { type DecisionSettings, loadForDecision, requireDecider } from './staff-decision.ts';

type Answers = Record<string, unknown>;

/**
 * Corrects answers of a request, as its form would read them: `values` are what the form's fields hold, by name; the
 * others stay. What was sent stays on record; what replaces it bears the name of who corrected it.
 * @throws InvalidInputError at the field for what the form would refuse, and when nothing is changed; ConflictError when
 *   the request is no longer to be decided, or on an old version; ForbiddenError for readers
 */
export async function correctAnswers(
  ctx: Context,
  input: { requestId: string; version: number; values: Record<string, unknown> },
  settings: Pick<DecisionSettings, 'singleHolderRoles'>,
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadForDecision(tx, actor, input);
    refuseDecided(loaded.request);
    const { sent, present } = payloadsOf(loaded);
    const after = readCorrected(loaded.request.type, present, input.values);
    const changed = Object.keys(after).filter((key) => !same(after[key], present[key]));
    if (changed.length === 0) {
      const message = 'Cette réponse est déjà celle-là.';
      const path = Object.keys(input.values)[0] ?? 'values';
      throw new InvalidInputError('Nothing is corrected.', [{ path, message }], { userMessage: message });
    }
    const settlement = withCorrections(loaded.request.settlement, { sent, after, changed, by: actor.id });
    const { poId } = loaded.request;
    const change = { settlement, poId, event: 'correct-answer' as const, detail: { corrected: changed } };
    return await saveSettlement(tx, actor, loaded, change, settings);
  });
}

/** @throws ConflictError when there is nothing left to correct */
function payloadsOf({ request, sent, stored }: LoadedRequest): { sent: Answers; present: Answers } {
  if (sent.kind === 'erased' || stored.kind === 'erased')
    throw new ConflictError(`The payload of change request ${request.id} has been erased.`);
  return { sent: sent.payload as Answers, present: stored.payload as Answers };
}

/** The payload that the form makes once these fields hold `values`; what they do not change stays to the letter. */
function readCorrected(typeName: string, present: Answers, values: Record<string, unknown>): Answers {
  const type = requestType(typeName);
  const fields = type.groups.flatMap((group) => group.fields).filter(({ name }) => Object.hasOwn(values, name));
  if (fields.length === 0)
    throw new InvalidInputError(`The form of "${typeName}" asks for none of: ${Object.keys(values).join(', ')}.`);
  const before = type.toForm(present);
  const typed = readValues([{ id: 'corrected', title: '', fields }], values);
  const after = parse(typeName, { ...before, ...typed });
  const untouched = readTyped(typeName, before);
  if (!untouched.ok) return after;
  // What reading a form changes by itself is no correction.
  return Object.fromEntries(
    Object.entries(after).map(([key, value]) => [key, same(value, untouched.payload[key]) ? present[key] : value]),
  );
}

function parse(typeName: string, values: FormValues): Answers {
  const read = readTyped(typeName, values);
  if (read.ok) return read.payload;
  throw new InvalidInputError(`${read.issues.length} corrected answer(s) do not fit the form.`, read.issues, {
    userMessage: 'Cette correction ne convient pas : voyez ce qui est dit au champ.',
  });
}

/** What differs from what was sent, each with who made it so. */
function withCorrections(
  settlement: Settlement,
  { sent, after, changed, by }: { sent: Answers; after: Answers; changed: readonly string[]; by: string },
): Settlement {
  const { corrections: _, correctedBy: former = {}, ...kept } = settlement;
  const fields = Object.keys(after).filter((key) => !same(after[key], sent[key]));
  if (fields.length === 0) return kept;
  return {
    ...kept,
    corrections: Object.fromEntries(fields.map((field) => [field, after[field]])),
    correctedBy: Object.fromEntries(
      fields.map((field) => [field, changed.includes(field) ? by : (former[field] ?? by)]),
    ),
  };
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
