import { randomUUID } from 'node:crypto';
import { approveRequest } from '../packages/shared/src/commands/approve-request.ts';
import type { StaffActor } from '../packages/shared/src/commands/context.ts';
import { submitChanges } from '../packages/shared/src/commands/submit-changes.ts';
import { todayInBrussels } from '../packages/shared/src/domain/dates.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../packages/shared/src/domain/roles.ts';
import { planRequest } from '../packages/shared/src/reads/plan-request.ts';
import { inventedMember } from '../packages/shared/src/testing/invented-member.ts';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '../packages/shared/src/testing/register-builder.ts';
import type { Place } from './place.ts';

const singleHolderRoles = DEFAULT_SINGLE_HOLDER_ROLES;
const now = () => new Date();
const staff = new WeakMap<Place, Promise<StaffActor>>();

/** Somebody of the secretariat, made at the first call. */
export function staffOf(place: Place): Promise<StaffActor> {
  const known = staff.get(place) ?? registerBuilder(place.cluster.connect('migrator').db).staff();
  staff.set(place, known);
  return known;
}

/** New members sent in for all POs in turn; resolves with their requests once the worker has looked at each. */
export async function submitAndArrive(place: Place, first: number, count: number): Promise<string[]> {
  const { db, sql } = place.cluster.connect('migrator');
  const ctx = { db: place.cluster.connect('intake').db, now, log: testContext(db, await staffOf(place)).log };
  const envois: string[] = [];
  for (let n = first; n < first + count; n += 1) {
    const submitter = { name: 'Marie Présidente', email: `marie-${n}@po.example`, function: 'Présidente' };
    const { id } = await submitChanges(
      { ...ctx, tokenKeys: TEST_TOKEN_KEYS },
      {
        idempotencyKey: randomUUID(),
        poId: place.pos[n % place.pos.length]?.id ?? null,
        poTyped: null,
        submitter,
        message: '',
        privacyRead: true,
        requests: [{ type: 'new-member', payload: inventedMember(n) }],
      },
    );
    envois.push(id);
  }
  await untilQuiet(place);
  const rows = await sql<{ id: string }[]>`
    select r.id from change_request r join submission s on s.id = r.submission_id
    where s.id = any(${envois}::uuid[]) order by s.created_at`;
  return rows.map(({ id }) => id);
}

/** Approves what a member of the secretariat would be shown, with every warning ticked. */
export async function approve(place: Place, requestId: string, options: { undoSeconds: number; ring?: () => void }) {
  const { db } = place.cluster.connect('backoffice');
  const actor = await staffOf(place);
  const { regionId } = actor;
  const shown = await planRequest(db, requestId, { today: todayInBrussels(now()), singleHolderRoles, regionId });
  if (!shown) throw new Error(`The payload of ${requestId} is erased.`);
  const warnings = shown.plan.findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
  const { ring } = options;
  return approveRequest(
    { ...testContext(db, actor, now), ...(ring ? { ring } : {}) },
    { requestId, version: shown.request.version, shownHash: shown.shownHash, acknowledged: warnings },
    { singleHolderRoles, undoDelaySeconds: options.undoSeconds, fourEyes: false },
  );
}

/** Resolves when nothing is due any more: arrivals looked at, mails sent. */
export async function untilQuiet({ cluster }: Place): Promise<void> {
  const { sql } = cluster.connect('migrator');
  for (;;) {
    const [row] = await sql<{ busy: boolean }[]>`
      select exists (select from outbox where state = 'pending' and next_at < now() + interval '1 minute') as busy`;
    if (row?.busy === false) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
