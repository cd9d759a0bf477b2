import type { Database, Transaction } from '../db/client.ts';
import type { CivilDate } from '../domain/dates.ts';
import { advance } from '../effects/advance.ts';
import { describeEffect, type EffectText } from '../effects/describe-effect.ts';
import { applyHash, makePlan, shownHash } from '../request-types/make-plan.ts';
import type { Plan } from '../request-types/plan.ts';
import { requestType } from '../request-types/registry.ts';
import type { Answer, Facts } from '../request-types/request-type.ts';
import { type ComparedValues, compareValues } from './compare-values.ts';
import { type FactsAsked, type FactsOptions, loadFacts } from './load-facts.ts';
import { getRequestOrThrow, type LoadedRequest } from './load-request.ts';

export type PlannedRequest = LoadedRequest & {
  payload: unknown;
  facts: Facts;
  plan: Plan;
  /** The day it is made for. */
  today: CivilDate;
  shownHash: string;
  applyHash: string;
};

/** Makes the plan of a loaded request on the database as it stands; null when its payload has been erased. */
export async function planLoaded(
  db: Database | Transaction,
  loaded: LoadedRequest,
  options: FactsOptions,
): Promise<PlannedRequest | null> {
  const [planned = null] = await planAllLoaded(db, [{ loaded, options }]);
  return planned;
}

/** The same for several requests, each as if it were alone. */
export async function planAllLoaded(
  db: Database | Transaction,
  asked: readonly { loaded: LoadedRequest; options: FactsOptions }[],
): Promise<(PlannedRequest | null)[]> {
  const readable = asked.flatMap(({ loaded, options }) =>
    loaded.stored.kind === 'erased' ? [] : [{ loaded, payload: loaded.stored.payload, options }],
  );
  if (readable.length === 0) return asked.map(() => null);
  const facts = await loadFacts(db, readable);
  const planned = new Map(readable.map((one, n) => [one.loaded, makePlanned(one, facts[n] as Facts)]));
  return asked.map(({ loaded }) => planned.get(loaded) ?? null);
}

function makePlanned({ loaded, payload, options }: FactsAsked, facts: Facts): PlannedRequest {
  const plan = makePlan(loaded.request.type, payload, facts, options.today);
  return {
    ...loaded,
    payload,
    facts,
    plan,
    today: options.today,
    // A hash goes through the whole plan, and nobody needs both.
    get shownHash() {
      return shownHash(plan);
    },
    get applyHash() {
      return applyHash(plan);
    },
  };
}

export type RequestPlan = PlannedRequest & {
  effects: EffectText[];
  compared: ComparedValues[];
  poName: string;
  sentence: string;
  answers: Answer[];
};

/**
 * What the request page shows: the plan as of `today`, told in French, beside what is recorded. Null when erased.
 * @throws NotFoundError when there is no such request, or not in `regionId`
 */
export async function planRequest(
  db: Database | Transaction,
  requestId: string,
  options: FactsOptions & { regionId?: string },
): Promise<RequestPlan | null> {
  return await planShown(db, await getRequestOrThrow(db, requestId, options.regionId), options);
}

/** The same for a request that is loaded already. */
export async function planShown(
  db: Database | Transaction,
  loaded: LoadedRequest,
  options: FactsOptions,
): Promise<RequestPlan | null> {
  const planned = await planLoaded(db, loaded, options);
  if (!planned) return null;
  const { facts, payload, submission } = planned;
  const type = requestType(loaded.request.type);
  return {
    ...planned,
    effects: describePlan(planned, options.today),
    compared: compareValues(planned),
    poName: (facts.poId ? facts.world.pos[facts.poId]?.name : undefined) ?? submission.poTyped?.name ?? '',
    sentence: type.sentence(payload),
    answers: type.answers(payload),
  };
}

/** The effects of a plan in French, with the names that people will have once it is applied. */
export function describePlan({ plan, facts }: Pick<PlannedRequest, 'plan' | 'facts'>, today: CivilDate): EffectText[] {
  const world = structuredClone(facts.world);
  for (const effect of plan.effects) advance(world, effect);
  return plan.effects.map((effect) => describeEffect(world, effect, today));
}
