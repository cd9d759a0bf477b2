import { type SQL, sql } from 'drizzle-orm';
import { audienceCriteria } from '../../contracts/mailing-audience.ts';
import type { Database } from '../../db/client.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { MAILING_KINDS, type MailingKind } from '../../domain/mailings/mailing-kinds.ts';
import type { RecipientReason } from '../../domain/mailings/recipient.ts';
import type { NamedReason } from '../../domain/mailings/say-reason.ts';
import { NotFoundError } from '../../errors/errors.ts';
import type { Sender } from '../../mail/letter.ts';
import type { MailingFacts } from '../../mail/mailings/mailing-facts.ts';
import { senderOf } from '../../mail/sender-of.ts';
import { searchWords } from '../search-words.ts';
import { audienceRecipients } from './audience-recipients.ts';

type Row = {
  person_id: string;
  last_name: string;
  first_name: string;
  proven: boolean;
  reasons: (RecipientReason & { poName: string })[];
};

/** As many as one looks through in a list. */
const SHOWN = 60;

export type MailingReader = { id: string; name: string; proven: boolean; reasons: NamedReason[] };

/** The first of those whom a mailing is for today, by name, whose own name or a PO's bears the words. */
export async function listMailingReaders(
  db: Database,
  { mailingId, q = '' }: { mailingId: string; q?: string | undefined },
  now: Date,
): Promise<MailingReader[]> {
  const rows = await selectReaders(db, await getAudience(db, mailingId, now), { words: searchWords(q) });
  return rows.map((row) => ({
    ...{ id: row.person_id, name: `${row.last_name} ${row.first_name}`, proven: row.proven, reasons: row.reasons },
  }));
}

/** Somebody who holds a role, invented, whose address nobody confirmed. */
const NOBODY: Pick<MailingFacts, 'firstName' | 'lastName' | 'reasons'> = {
  firstName: null,
  lastName: null,
  reasons: [{ poName: 'Collège de la Maquette', role: 'treasurer', since: '2023-09-01', insteadOf: null }],
};

/**
 * What a mailing knows of somebody of its audience, for a look at it or a test: links to leave and to read again lead to
 * the preferences, and nowhere. Null, or somebody who is of the audience no more: somebody invented.
 */
export async function loadMailingFacts(
  db: Database,
  {
    mailingId,
    personId,
    extranetUrl,
    now,
  }: { mailingId: string; personId: string | null; extranetUrl: string; now: Date },
): Promise<MailingFacts> {
  const audience = await getAudience(db, mailingId, now);
  const [row] = personId === null ? [] : await selectReaders(db, audience, { personId });
  const person = row
    ? {
        firstName: row.proven ? row.first_name : null,
        lastName: row.proven ? row.last_name : null,
        reasons: row.reasons,
      }
    : NOBODY;
  return { ...person, ...factsOfNone(audience, extranetUrl) };
}

/** What is known of somebody invented, in a look at a text that is for nobody yet. */
export function inventedFacts(of: { kind: MailingKind; sender: Sender }, extranetUrl: string): MailingFacts {
  return { ...NOBODY, ...factsOfNone(of, extranetUrl) };
}

function factsOfNone(
  { kind, sender }: { kind: MailingKind; sender: Sender },
  extranetUrl: string,
): Pick<MailingFacts, 'sender' | 'unsubscribeUrl' | 'archiveUrl'> {
  const unsubscribeUrl = MAILING_KINDS[kind].leaving.may ? `${extranetUrl}/courriers/preferences` : null;
  return { sender, unsubscribeUrl, archiveUrl: null };
}

type Audience = { regionId: string; kind: MailingKind; criteria: unknown; sender: Sender; now: Date };

async function getAudience(db: Database, mailingId: string, now: Date): Promise<Audience> {
  const [found] = await db.execute<{ region_id: string; kind: MailingKind; criteria: unknown; sender: Sender }>(sql`
    select m.region_id, m.kind, m.criteria, ${senderOf} as sender from mailing m join region g on g.id = m.region_id
    where m.id = ${mailingId}`);
  if (!found) throw new NotFoundError(`No mailing ${mailingId}.`, { userMessage: 'Ce courrier n’existe pas.' });
  return { regionId: found.region_id, kind: found.kind, criteria: found.criteria, sender: found.sender, now };
}

async function selectReaders(
  db: Database,
  { regionId, kind, criteria, now }: Audience,
  wanted: { personId: string } | { words: readonly string[] },
): Promise<Row[]> {
  const of = { regionId, kind, today: todayInBrussels(now) };
  return db.execute<Row>(sql`
    select r.person_id, r.last_name, r.first_name, r.proven,
      (select jsonb_agg(reason || jsonb_build_object('poName', p.name)) from jsonb_array_elements(r.reasons) reason
        join po p on p.id = (reason ->> 'poId')::uuid) as reasons
    from (${audienceRecipients(audienceCriteria.parse(criteria), of)}) r
    where r.obstacle is null ${'personId' in wanted ? sql`and r.person_id = ${wanted.personId}` : sql.join(wanted.words.map(bears))}
    order by r.last_name, r.first_name, r.person_id limit ${SHOWN}`);
}

function bears(word: string): SQL {
  const like = `% ${word}%`;
  return sql` and (exists (select from person p where p.id = r.person_id and ' ' || p.search like ${like})
    or exists (select from jsonb_array_elements(r.reasons) e join po on po.id = (e ->> 'poId')::uuid
      where ' ' || po.search like ${like}))`;
}
