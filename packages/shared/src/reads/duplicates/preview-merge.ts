import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import type { EffectText } from '../../effects/describe-effect.ts';
import { MERGER } from '../../request-types/forms.ts';
import { makePlan, shownHash } from '../../request-types/make-plan.ts';
import type { Finding } from '../../request-types/plan.ts';
import { type FactsOptions, loadFacts } from '../load-facts.ts';
import type { LoadedRequest } from '../load-request.ts';
import { describePlan } from '../plan-request.ts';
import { type AskedMerge, readMerge } from './read-merge.ts';

export type MergePreview = { effects: EffectText[]; findings: Finding[]; shownHash: string };

/**
 * What a merger would do now, with nothing written: the plan that its request would have.
 * @throws what `readMerge` throws
 */
export async function previewMerge(
  db: Database,
  regionId: string,
  asked: AskedMerge,
  options: FactsOptions,
): Promise<MergePreview> {
  const { payload, subject, poId } = await readMerge(db, regionId, asked);
  const request = {
    id: randomUUID(),
    submissionId: randomUUID(),
    type: MERGER,
    subject,
    poId,
    regionId,
    settlement: {},
  };
  const submission = { poTyped: null, regionId, submitterName: '', submitterEmail: null, emailConfirmedAt: null };
  // Facts look at no more of a request than this; there is no row of it yet.
  const loaded = {
    request,
    submission: { ...submission, cameBy: null, submitterPersonId: null },
  } as unknown as LoadedRequest;
  const [facts] = await loadFacts(db, [{ loaded, payload, options }]);
  if (!facts) throw new Error('No facts for one request.');
  const plan = makePlan(MERGER, payload, facts, options.today);
  return { effects: describePlan({ plan, facts }, options.today), findings: plan.findings, shownHash: shownHash(plan) };
}
