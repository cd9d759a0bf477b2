import { sql } from 'drizzle-orm';
import type { PersonFileView } from '../../contracts/duplicates.ts';
import type { Database } from '../../db/client.ts';
import { type CivilDate, formatDate, todayInBrussels } from '../../domain/dates.ts';
import { formatName } from '../../domain/names.ts';
import { formatPeriod } from '../../domain/periods.ts';
import { formatReference } from '../../domain/reference.ts';
import { ROLE_LABELS } from '../../domain/roles.ts';
import { OPEN_STATES, type RequestState, STATE_LABELS } from '../../domain/transitions.ts';
import { ACCOUNT_LABELS } from '../../effects/base-changes.ts';
import type { PersonState, World } from '../../effects/world.ts';
import { MAIL_NAMES } from '../../mail/mail-names.ts';
import { accountOf } from '../../request-types/plan-account.ts';
import { rolesOf } from '../../request-types/plan-roles.ts';
import { typeLabel } from '../../request-types/forms.ts';

const SHOWN = 10;

/** What is recorded about one person, as the comparison of two shows it. */
export async function readFile(
  db: Database,
  world: World,
  person: PersonState,
  today: CivilDate,
): Promise<PersonFileView> {
  const [mails, requests] = await Promise.all([listMails(db, person.id), listRequestsAbout(db, person.id)]);
  const account = accountOf(world, person.id);
  return {
    ...{ id: person.id, name: formatName(person), merged: person.mergedInto !== undefined },
    mandates: sayMandates(world, person.id, today),
    account: account && { text: account.email ?? 'sans adresse', detail: ACCOUNT_LABELS[account.state] },
    ...{ mails, requests },
  };
}

function sayMandates(world: World, personId: string, today: CivilDate): PersonFileView['mandates'] {
  return Object.values(world.mandates)
    .filter((mandate) => mandate.personId === personId && !mandate.annulled)
    .toSorted((a, b) => b.period.from.localeCompare(a.period.from))
    .map(({ id, poId, period }) => ({
      text: `${world.pos[poId]?.name ?? 'PO'}, ${formatPeriod(period, today)}`,
      detail: rolesOf(world, id)
        .toSorted((a, b) => a.period.from.localeCompare(b.period.from))
        .map(({ role, period: held }) => `${ROLE_LABELS[role]} ${formatPeriod(held, today)}`)
        .join(' ; '),
    }));
}

const MAIL_STATES: Record<string, string | undefined> = {
  pending: 'à envoyer',
  sending: 'en cours d’envoi',
  sent: 'envoyé',
  failed: 'refusé',
  unknown: 'sort inconnu',
  cancelled: 'annulé',
};

async function listMails(db: Database, personId: string): Promise<PersonFileView['mails']> {
  const rows = await db.execute<{ kind: string; state: string; address: string; at: string }>(sql`
    select kind, state, to_address as address, coalesce(sent_at, created_at) as at from mail
    where person_id = ${personId} order by created_at desc, id limit ${SHOWN}`);
  return rows.map(({ kind, state, address, at }) => ({
    text: `${MAIL_NAMES[kind] ?? kind}, ${formatDate(todayInBrussels(new Date(at)))}`,
    detail: `${MAIL_STATES[state] ?? state}, ${address}`,
  }));
}

/** Written out, so that the planner knows them whatever the parameters. */
const STATES = sql.raw(OPEN_STATES.map((state) => `'${state}'`).join(', '));

/** What was decided about the person, what staff settled on them, and what they sent. */
async function listRequestsAbout(db: Database, personId: string): Promise<PersonFileView['requests']> {
  const rows = await db.execute<{
    id: string;
    type: string;
    state: RequestState;
    reference: string;
    subject: string;
  }>(sql`
    with about as (
      select request_id as id from decision where person_ids @> array[${personId}::uuid]
      union select id from change_request where state in (${STATES}) and settlement ->> 'personId' = ${personId}
      union select r.id from submission s join change_request r on r.submission_id = s.id where s.submitter_person_id = ${personId}
    )
    select r.id, r.type, r.state, s.reference, r.subject from about join change_request r using (id)
      join submission s on s.id = r.submission_id
    order by r.created_at desc, r.id limit ${SHOWN}`);
  return rows.map(({ id, type, state, reference, subject }) => ({
    id,
    text: `${typeLabel(type)}, ${subject}`,
    detail: `${formatReference(reference)}, ${STATE_LABELS[state]}`,
  }));
}
