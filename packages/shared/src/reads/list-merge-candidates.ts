import { sql } from 'drizzle-orm';
import type { StaffActor } from '../commands/context.ts';
import type { MergeCandidates } from '../contracts/merge.ts';
import type { Database } from '../db/client.ts';
import { nameSimilarity } from '../domain/names.ts';
import { OPEN_STATES, STATE_LABELS } from '../domain/transitions.ts';
import { requestType } from '../request-types/registry.ts';
import { sayAnswers } from '../request-types/say-answers.ts';
import { getRequestOrThrow, type LoadedRequest, loadRequests } from './load-request.ts';

/** Names as alike as this may be one, mistyped. */
const ALIKE = 0.8;
const SHOWN = 5;

/** Written out, so that the planner knows them whatever the parameters. */
const OPEN = sql.raw(OPEN_STATES.map((state) => `'${state}'`).join(', '));

/**
 * Open requests that may ask the same as this one: the same type, the same PO, a name that is the same or nearly; with
 * their answers, to be read side by side.
 * @throws NotFoundError when there is no such request in the actor's region
 */
export async function listMergeCandidates(
  db: Database,
  actor: StaffActor,
  requestId: string,
): Promise<MergeCandidates> {
  const own = await getRequestOrThrow(db, requestId, actor.regionId);
  const { request } = own;
  const near = await db.execute<{ id: string; subject: string }>(sql`
    select id, subject from change_request
    where po_id = ${request.poId}::uuid and region_id = ${actor.regionId} and type = ${request.type} and state in (${OPEN})
      and reverts_id is null and id <> ${request.id}
    order by created_at, id limit 200`);
  const alike = near
    .map(({ id, subject }) => ({ id, likeness: nameSimilarity(subject, request.subject) }))
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, SHOWN);
  const loaded = await loadRequests(
    db,
    alike.map(({ id }) => id),
  );
  const candidates = alike.flatMap(({ id }) => loaded.find((one) => one.request.id === id) ?? []);
  return { own: viewSide(own), candidates: candidates.map(viewSide) };
}

function viewSide({ request, submission, stored }: LoadedRequest): MergeCandidates['own'] {
  const type = requestType(request.type);
  return {
    id: request.id,
    version: request.version,
    reference: submission.reference,
    position: request.position,
    sentence: stored.kind === 'payload' ? type.sentence(stored.payload) : 'Demande effacée',
    submitter: submission.submitterName,
    state: request.state,
    stateLabel: STATE_LABELS[request.state],
    createdAt: request.createdAt.toISOString(),
    answers:
      stored.kind === 'payload'
        ? sayAnswers(request.type, stored.payload).map(({ label, value }) => ({ label, value }))
        : [],
  };
}
