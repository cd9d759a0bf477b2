import { count, eq, inArray, sql } from 'drizzle-orm';
import type { StaffActor } from '../commands/context.ts';
import type { VerdictKind, VerdictPreview } from '../contracts/verdict-preview.ts';
import type { Database } from '../db/client.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { OPEN_STATES, type RequestState } from '../domain/transitions.ts';
import { loadOutcomes } from '../mail/load-envoi-facts.ts';
import { previewLetter } from '../mail/preview-letter.ts';
import { getRequestOrThrow } from './load-request.ts';

const LEADS_TO: Record<VerdictKind, RequestState> = {
  approve: 'applied',
  reject: 'rejected',
  'close-by-hand': 'applied',
};

/**
 * What the author of a request would be sent if it were decided so: a mail at once, the one that tells the whole envoi,
 * or nothing before the rest is settled (commands/tell-settlement.ts). `words`: the reason or the note, if there is one.
 * @throws NotFoundError when there is no such request in the actor's region
 */
export async function previewVerdict(
  db: Database,
  actor: StaffActor,
  { requestId, kind, words }: { requestId: string; kind: VerdictKind; words: string },
  now: Date,
): Promise<VerdictPreview> {
  const loaded = await getRequestOrThrow(db, requestId, actor.regionId);
  const { submission } = loaded;
  if (submission.submitterEmail === null) return { mail: null, when: NOBODY_TOLD };
  const [standing] = await db
    .select({
      total: count(),
      open: sql<number>`count(*) filter (where ${inArray(changeRequest.state, [...OPEN_STATES])})::int`,
    })
    .from(changeRequest)
    .where(eq(changeRequest.submissionId, submission.id));
  const { total = 1, open = 1 } = standing ?? {};
  const others = open - 1;
  const confirmed = submission.emailConfirmedAt !== null;
  if (kind === 'reject' && (others > 0 || total === 1)) {
    const reason = confirmed ? words || null : null;
    return { mail: await previewLetter(db, loaded, 'request-rejected', { reason }, now), when: 'Part dès le refus.' };
  }
  if (others > 0) return { mail: null, when: sayWaiting(others) };
  const supposed = { requestId, state: LEADS_TO[kind], reason: kind === 'approve' ? null : words || null };
  const outcomes = await loadOutcomes(db, submission.id, confirmed, supposed);
  return {
    mail: await previewLetter(db, loaded, 'envoi-settled', { outcomes }, now),
    when: kind === 'approve' ? 'Part une fois la demande appliquée.' : 'Part aussitôt.',
  };
}

const NOBODY_TOLD = 'Aucun mail ne partira : l’auteur n’a pas donné d’adresse. Prévenez-le vous-même.';

function sayWaiting(others: number): string {
  const rest = others === 1 ? 'l’autre demande' : `les ${others} autres demandes`;
  return `Rien ne part maintenant : un seul mail dira tout quand ${rest} de l’envoi ${others === 1 ? 'sera réglée' : 'seront réglées'}.`;
}
