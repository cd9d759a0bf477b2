import { sql } from 'drizzle-orm';
import { secretDigest, tokenSecret } from '../../auth/token-secrets.ts';
import { verificationAsk } from '../../db/tables/verification-ask.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { derivedId } from '../../domain/hash.ts';
import { formatName } from '../../domain/names.ts';
import { isOpenPo } from '../../reads/narrow-pos.ts';
import { loadSettings } from '../../reads/load-settings.ts';
import type { SettingDefaults, SettingValues } from '../../settings/settings.ts';
import { queueMails } from '../../mail/queue-mail.ts';
import { enqueue } from '../../queue/outbox.ts';
import type { TransactionContext } from '../context.ts';

type Work = { tokenKeys: readonly string[]; given: SettingDefaults };

/** Notes which POs a round asks, with the work of asking each; a round that is carried out twice adds nothing. */
export async function runVerificationRound(tx: TransactionContext, roundId: string): Promise<void> {
  await tx.db.execute(sql`
    with asked as (
      insert into verification (po_id, round_id, asked_at)
      select p.id, r.id, ${tx.now().toISOString()}::timestamptz from verification_round r join po p on p.region_id = r.region_id
      where r.id = ${roundId} and (r.po_id is null or r.po_id = p.id) and ${isOpenPo(todayInBrussels(tx.now()))}
      on conflict (round_id, po_id) do nothing returning id
    )
    insert into outbox (kind, ref) select 'verification', id::text from asked`);
}

/**
 * Writes to president and secretary of one PO. The ref is the verification alone to ask, "<verification>/remind-1" for a
 * reminder by the calendar, "<verification>/hand-..." for one that staff ordered. Nothing leaves once it is confirmed, and
 * no reminder by the calendar once changes were asked for. Whoever took an office meanwhile is asked, whoever left it is not.
 */
export async function runVerification(tx: TransactionContext, ref: string, work: Work): Promise<void> {
  const [id = '', step] = ref.split('/');
  const [found] = await tx.db.execute<Found>(sql`
    select v.id, v.po_id, v.asked_at, p.region_id, v.people,
      exists (select from change_request c where c.po_id = v.po_id and c.created_at > v.asked_at) as changing
    from verification v join po p on p.id = v.po_id where v.id = ${id} and v.confirmed_at is null for update of v`);
  if (!found || (step?.startsWith('remind') && found.changing)) return;
  const chosen = await loadSettings(tx.db, found.region_id, work.given);
  const people = await listVerifiers(tx, found.po_id);
  await writeToThem(tx, { found, step, people, chosen, tokenKeys: work.tokenKeys });
  const now = tx.now().toISOString();
  await tx.db.execute(
    step === undefined
      ? sql`update verification set people = ${people.length} where id = ${id}`
      : sql`update verification set people = ${people.length}, reminders = reminders + 1, reminded_at = ${now}::timestamptz where id = ${id}`,
  );
  if (step === undefined) await planReminders(tx, found, chosen);
}

type Found = {
  id: string;
  po_id: string;
  asked_at: string;
  region_id: string;
  people: number | null;
  changing: boolean;
};
type Verifier = { id: string; name: string; email: string; role: 'president' | 'secretary'; proven: boolean };

/** One row for each person with an address, whatever offices they hold. */
async function listVerifiers(tx: TransactionContext, poId: string): Promise<Verifier[]> {
  const today = todayInBrussels(tx.now());
  const rows = await tx.db.execute<{
    id: string;
    first: string;
    last: string;
    email: string;
    role: Verifier['role'];
    proven: boolean;
  }>(sql`
    select distinct on (h.id) h.id, h.first_name as first, h.last_name as last, h.email, r.role,
      exists (select from member_account a where a.person_id = h.id and a.state = 'active' and lower(a.email) = lower(h.email)) as proven
    from mandate m join role_assignment r on r.mandate_id = m.id join person h on h.id = m.person_id
    where m.po_id = ${poId} and m.annulled_at is null and r.annulled_at is null and r.period @> ${today}::date
      and r.role in ('president', 'secretary') and not h.deceased and coalesce(h.email, '') <> ''
    order by h.id, r.role`);
  return rows.map(({ first: firstName, last: lastName, ...row }) => ({
    ...row,
    name: formatName({ firstName, lastName }),
  }));
}

type Letters = {
  found: Found;
  step: string | undefined;
  people: readonly Verifier[];
  chosen: SettingValues;
  tokenKeys: readonly string[];
};

async function writeToThem(tx: TransactionContext, { found, step, people, chosen, tokenKeys }: Letters): Promise<void> {
  const [key] = tokenKeys;
  if (key === undefined) throw new Error('TOKEN_KEYS is empty: no link can be made.');
  if (people.length === 0) return;
  const expiresAt = new Date(tx.now().getTime() + chosen['verification-link'] * 86_400_000);
  const known = new Set(
    (
      await tx.db.execute<{ id: string }>(
        sql`update verification_ask set expires_at = ${expiresAt.toISOString()}::timestamptz where verification_id = ${found.id} returning id`,
      )
    ).map(({ id }) => id),
  );
  const asks = people.map((person) => ({ ...person, askId: derivedId('verification-ask', found.id, person.id) }));
  const fresh = asks.filter(({ askId }) => !known.has(askId));
  if (fresh.length > 0) {
    await tx.db.insert(verificationAsk).values(
      fresh.map(({ askId, id: personId, role }) => ({
        ...{ id: askId, verificationId: found.id, personId, role, expiresAt, createdAt: tx.now() },
        secretSha256: secretDigest(tokenSecret(key, 'verification', askId)),
      })),
    );
  }
  // To an address that nobody has proven to be theirs not even the PO is named: the page behind the link does.
  await queueMails(
    tx.db,
    asks.map(({ askId, id: personId, email: address, name, proven }) => {
      const kind = step === undefined || !known.has(askId) ? 'verification-asked' : 'verification-reminder';
      const causeKey = kind === 'verification-asked' ? `${kind}:${askId}` : `${kind}:${askId}:${step}`;
      return {
        kind,
        causeKey,
        to: { address, name },
        personId,
        params: { askId, ...(proven ? { poId: found.po_id } : {}) },
      };
    }),
  );
}

async function planReminders(tx: TransactionContext, { id, asked_at }: Found, chosen: SettingValues): Promise<void> {
  const asked = new Date(asked_at).getTime();
  await enqueue(
    tx.db,
    chosen['verification-reminders'].map((days, index) => ({
      kind: 'verification' as const,
      ref: `${id}/remind-${index + 1}`,
      nextAt: new Date(asked + days * 86_400_000),
    })),
  );
}
