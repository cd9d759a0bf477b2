import { randomUUID } from 'node:crypto';
import { followDigest } from '@guichet/shared/auth/follow-link';
import { secretDigest, tokenSecret } from '@guichet/shared/auth/token-secrets';
import { approveRequest } from '@guichet/shared/commands/approve-request';
import { type StaffActor, SYSTEM_ACTOR, type TransactionContext } from '@guichet/shared/commands/context';
import { processArrival } from '@guichet/shared/commands/process-arrival';
import { DELAY_SETTINGS } from '@guichet/shared/settings/delay-settings';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '@guichet/shared/domain/roles';
import { planRequest } from '@guichet/shared/reads/plan-request';
import { sql } from 'drizzle-orm';

const SETTINGS = { singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES };

/** One in twenty of what may be approved, and no more than this. */
const MOST_APPROVED = 200;
/** An hour, so that a product that runs meanwhile shows them. */
const APPROVED_WAITS = 3_600;

/** The links of open envois: what is decided about them later is told with a link that works. */
export async function writeLinks({ db, now }: TransactionContext, [key = '']: readonly string[]): Promise<void> {
  const envois = await db.execute<{ id: string }>(sql`
    select distinct submission_id as id from change_request where id in (select pg_temp.key('request', n) from load_open)`);
  const expires = new Date(now().getTime() + DELAY_SETTINGS['tracking-link'].given * 86_400_000).toISOString();
  const links = envois.map(({ id }) => {
    const tokenId = randomUUID();
    const secret = Buffer.from(secretDigest(tokenSecret(key, 'tracking', tokenId))).toString('hex');
    return { id, tokenId, secret, follow: followDigest(key, id) };
  });
  const given = JSON.stringify(links);
  await db.execute(sql`
    insert into token (id, purpose, submission_id, secret_sha256, expires_at)
    select "tokenId", 'tracking', id, decode(secret, 'hex'), ${expires}::timestamptz
    from jsonb_to_recordset(${given}::jsonb) as link (id uuid, "tokenId" uuid, secret text)`);
  await db.execute(sql`
    update submission s set follow_sha256 = decode(link.follow, 'hex')
    from jsonb_to_recordset(${given}::jsonb) as link (id uuid, follow text) where s.id = link.id`);
}

/** Has each open request looked at as the worker does on arrival: its badges are those of its plan. */
export async function lookAtOpenRequests(
  tx: TransactionContext,
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  const open = await openRequests(tx);
  for (const [done, { id }] of open.entries()) {
    onProgress(done, open.length);
    await processArrival({ ...tx, actor: SYSTEM_ACTOR }, id, SETTINGS);
  }
}

/** Approves some of what no finding blocks, by the command of the back office. */
export async function approveSome(tx: TransactionContext, actor: StaffActor): Promise<number> {
  const today = todayInBrussels(tx.now());
  const candidates = (await openRequests(tx)).filter(({ ready }) => ready);
  const chosen = candidates.filter((_, n) => n % 20 === 0).slice(0, MOST_APPROVED);
  for (const { id } of chosen) {
    const shown = await planRequest(tx.db, id, { ...SETTINGS, today, regionId: actor.regionId });
    if (!shown) continue;
    // What was approved just before may have changed the plan.
    if (shown.plan.findings.some(({ severity }) => severity === 'blocking')) continue;
    const warnings = shown.plan.findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
    const { request, shownHash } = shown;
    await approveRequest(
      { ...tx, actor },
      { requestId: id, version: request.version, shownHash, acknowledged: warnings },
      { ...SETTINGS, undoDelaySeconds: APPROVED_WAITS, fourEyes: false },
    );
  }
  return chosen.length;
}

async function openRequests({ db }: TransactionContext): Promise<{ id: string; ready: boolean }[]> {
  const rows = await db.execute<{ id: string; ready: boolean }>(sql`
    select id, state = 'submitted' and not findings @> '[{"severity":"blocking"}]' and not (type = 'po-change') as ready
    from change_request where id in (select pg_temp.key('request', n) from load_open) order by created_at, id`);
  return [...rows];
}
