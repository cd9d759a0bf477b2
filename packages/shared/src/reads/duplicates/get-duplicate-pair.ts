import { sql } from 'drizzle-orm';
import type { ComparedFieldView, PairDetailView } from '../../contracts/duplicates.ts';
import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { DuplicateState } from '../../domain/duplicates.ts';
import { OPEN_STATES, type RequestState, STATE_LABELS } from '../../domain/transitions.ts';
import { formatFieldValue, PERSON_FIELD_LABELS } from '../../effects/describe-effect.ts';
import type { PersonState, World } from '../../effects/world.ts';
import { NotFoundError } from '../../errors/errors.ts';
import { MERGER } from '../../request-types/forms.ts';
import { MERGED_FIELDS } from '../../request-types/merge-persons/payload.ts';
import { isEmpty, proposedAccount } from '../../request-types/merge-persons/plan.ts';
import { accountOf } from '../../request-types/plan-account.ts';
import { loadWorld } from '../load-world.ts';
import { isInRegion } from './in-region.ts';
import { settledBy } from './list-duplicate-pairs.ts';
import { readFile } from './read-file.ts';

type PairRow = {
  score: number;
  reasons: string[];
  state: DuplicateState;
  settledBy: string | null;
  settledAt: string | null;
  reason: string;
};

/**
 * Two records side by side, in the order in which they were asked for; whether a look found them alike or not.
 * @throws NotFoundError when one of them is not known, or neither is of the region
 */
export async function getDuplicatePair(
  db: Database,
  regionId: string,
  { one: oneId, other: otherId }: { one: string; other: string },
  today: CivilDate,
): Promise<PairDetailView> {
  const [world, visible, pair, merger] = await Promise.all([
    loadWorld(db, { poIds: [], personIds: [oneId, otherId], identities: [], emails: [] }),
    isVisible(db, regionId, [oneId, otherId]),
    readPair(db, oneId, otherId),
    readMerger(db, oneId, otherId),
  ]);
  const [one, other] = [world.persons[oneId], world.persons[otherId]];
  if (!one || !other || !visible || oneId === otherId)
    throw new NotFoundError(`No pair ${oneId} and ${otherId} in region ${regionId}.`, {
      userMessage: 'Une de ces deux fiches n’existe pas.',
    });
  const [oneFile, otherFile] = await Promise.all([one, other].map((person) => readFile(db, world, person, today)));
  if (!oneFile || !otherFile) throw new Error('Two people have two files.');
  return {
    ...{ one: oneFile, other: otherFile, merger },
    fields: compareFields(one, other),
    ...{ score: pair?.score ?? null, reasons: pair?.reasons ?? [], state: pair?.state ?? null },
    settled: pair ? settledBy(pair) : null,
    ...propose(world, one, other),
  };
}

async function isVisible(db: Database, regionId: string, personIds: readonly [string, string]): Promise<boolean> {
  const [row] = await db.execute<{ visible: boolean }>(sql`
    select bool_or(${isInRegion('person.id', regionId)}) as visible from person where id in ${[...personIds]}`);
  return row?.visible ?? false;
}

async function readPair(db: Database, oneId: string, otherId: string): Promise<PairRow | undefined> {
  const [row] = await db.execute<PairRow>(sql`
    select d.score, d.reasons, d.state, s.name as "settledBy", d.settled_at as "settledAt", d.reason
    from duplicate_pair d left join staff_user s on s.id = d.settled_by
    where d.one_id = least(${oneId}::uuid, ${otherId}::uuid) and d.other_id = greatest(${oneId}::uuid, ${otherId}::uuid)`);
  return row;
}

/** Written out, so that the planner knows them whatever the parameters. */
const STATES = sql.raw(OPEN_STATES.map((state) => `'${state}'`).join(', '));

/** The merger that stands, or else the one that is under way. */
async function readMerger(db: Database, oneId: string, otherId: string): Promise<PairDetailView['merger']> {
  const both = sql`(${oneId}, ${otherId})`;
  const [row] = await db.execute<{
    id: string;
    version: number;
    state: RequestState;
    survivorName: string;
    revertId: string | null;
  }>(sql`
    with merger as (
      select c.request_id as id from person_merge m join cause c on c.id = m.id
        where m.undone_by is null and m.survivor_id::text in ${both} and m.merged_id::text in ${both}
      union all
      select r.id from change_request r join request_payload y on y.request_id = r.id and y.version = r.payload_version
        where r.type = ${MERGER} and r.state in (${STATES}) and y.payload ->> 'survivorId' in ${both} and y.payload ->> 'mergedId' in ${both}
      limit 1
    )
    select r.id, r.version, r.state, r.subject as "survivorName", (
      select b.id from change_request b where b.reverts_id = r.id and b.state in (${STATES}) limit 1) as "revertId"
    from merger join change_request r using (id)`);
  if (!row) return null;
  const { id, version, state, survivorName, revertId } = row;
  return { requestId: id, requestVersion: version, state, stateLabel: STATE_LABELS[state], survivorName, revertId };
}

function compareFields(one: PersonState, other: PersonState): ComparedFieldView[] {
  return MERGED_FIELDS.map((field) => {
    const [a, b] = [one, other].map((person) =>
      isEmpty(field, person) ? null : formatFieldValue(field, person[field]),
    );
    return { field, label: PERSON_FIELD_LABELS[field], one: a ?? null, other: b ?? null, same: a === b };
  });
}

/** The record with more mandates, then with an account that is further on, then with more values stays. */
function propose(
  world: World,
  one: PersonState,
  other: PersonState,
): Pick<PairDetailView, 'proposed' | 'proposedAccount'> {
  const weigh = (person: PersonState) => [
    Object.values(world.mandates).filter(({ personId, period }) => personId === person.id && period.to === null).length,
    Object.values(world.mandates).filter(({ personId }) => personId === person.id).length,
    accountOf(world, person.id)?.state === 'active' ? 1 : 0,
    MERGED_FIELDS.filter((field) => !isEmpty(field, person)).length,
  ];
  const [a, b] = [weigh(one), weigh(other)];
  const differs = a.findIndex((weight, n) => weight !== b[n]);
  const proposed = differs >= 0 && (a[differs] ?? 0) < (b[differs] ?? 0) ? 'other' : 'one';
  const [own, theirs] = [accountOf(world, one.id), accountOf(world, other.id)];
  if (!own || !theirs) return { proposed, proposedAccount: null };
  return { proposed, proposedAccount: proposedAccount(own, theirs) === 'survivor' ? 'one' : 'other' };
}
