import { addNote } from '../../src/commands/notes/add-note.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { processArrival } from '../../src/commands/process-arrival.ts';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { sendMessage } from '../../src/commands/send-message.ts';
import { savedView } from '../../src/db/tables/saved-view.ts';
import { staffTask } from '../../src/db/tables/staff-task.ts';
import type { TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

/** Somebody whose names, birth date and addresses are nobody else's, so that any trace of them is found. */
export const CANARY = {
  firstName: 'Ysaline',
  lastName: 'Quisquater',
  birthDate: '1963-07-19',
  email: 'ysaline.quisquater@canari.example',
  phone: '0470 99 88 77',
  address: { street: 'Rue du Serinus', number: '7', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
};

/** What a trace of them looks like, in any table. */
export const TRACES = /quisquater|ysaline|1963-07-19|19[/ ]0?7[/ ]1963|canari\.example|470998877|470 99 88 77|serinus/i;

const noChange = {
  ...{
    knownBirthDate: null,
    email: null,
    phone: null,
    address: null,
    newFirstName: null,
    newLastName: null,
    birthDate: null,
  },
  ...{ addedRoles: [], addedFrom: null, endedRoles: [], endedOn: null, mandateFrom: null, mandateTo: null },
  ...{ correctedRole: null, correctedRoleFrom: null, correctedRoleTo: null, replaces: [] },
};

/**
 * A person's whole life in the product: asked for, applied, changed, refused something, replaced, gone; with mails,
 * messages, notes, a task and a saved search about them. Every step by the command and the role that does it.
 */
export async function liveCanary(database: TestDatabase, now: () => Date) {
  const build = registerBuilder(database.db('migrator'));
  const staff = await build.staff({ role: 'administrator', name: 'Ada Administratrice' });
  const rig = requestRig(database, staff, now);
  const po = await build.po();
  const neighbour = await build.person({ firstName: 'Odile', lastName: 'Voisine', email: 'odile@po.example' });
  await build.mandate(neighbour.id, po.id, { from: '2018-01-01', to: null }, ['president']);
  const arrive = (id: string) =>
    inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) => processArrival(tx, id, rig.settings));
  const play = async (type: string, payload: unknown, more = {}) => {
    const id = await rig.submit(type, payload, po.id, more);
    await arrive(id);
    return id;
  };
  const joined = await play('new-member', {
    ...CANARY,
    ...{ startDate: '2019-01-01', roles: ['administrator', 'treasurer'], replaces: [] },
  });
  await rig.approveAndApply(joined);
  const [person] = await database.sql('migrator')<
    { id: string }[]
  >`select id from person where last_name = ${CANARY.lastName}`;
  const personId = person?.id ?? '';
  const author = { name: 'Ysaline Quisquater', email: CANARY.email, function: 'Trésorière' };
  const changed = await play(
    'member-change',
    { ...noChange, firstName: CANARY.firstName, lastName: CANARY.lastName, phone: '0470 11 22 33' },
    { submitter: author, message: 'Merci, Ysaline Quisquater' },
  );
  await rig.approveAndApply(changed);
  const refused = await play(
    'member-change',
    { ...noChange, firstName: CANARY.firstName, lastName: CANARY.lastName, phone: CANARY.phone },
    { submitter: author },
  );
  await addNote(rig.office(), {
    requestId: refused,
    id: crypto.randomUUID(),
    words: 'Ysaline Quisquater a téléphoné.',
  });
  await sendMessage(rig.office(), { requestId: refused, words: 'Bonjour Ysaline Quisquater' });
  await rejectRequest(
    rig.office(),
    {
      requestId: refused,
      version: (await rig.requestOf(refused)).version,
      reason: 'Ysaline Quisquater ne le veut plus',
    },
    rig.settings,
  );
  const gone = await play('removal', {
    ...{ firstName: CANARY.firstName, lastName: CANARY.lastName, email: CANARY.email, birthDate: CANARY.birthDate },
    ...{ endDate: '2020-12-31', reason: 'resignation' },
  });
  await rig.approveAndApply(gone);
  // Somebody else's request, which names her.
  const successor = await play('new-member', {
    ...{
      firstName: 'Basile',
      lastName: 'Suivant',
      birthDate: '1980-02-02',
      email: 'basile@po.example',
      phone: '0470 12 34 56',
    },
    ...{ address: { ...CANARY.address, street: 'Rue Neuve' }, startDate: '2021-01-01', roles: ['treasurer'] },
    replaces: [{ role: 'treasurer', answer: 'yes', name: 'Ysaline Quisquater' }],
  });
  await addNote(rig.office(), {
    requestId: successor,
    id: crypto.randomUUID(),
    words: 'Succède à Quisquater Ysaline (0470 99 88 77).',
  });
  await rig.approveAndApply(successor);
  await leaveWords(database, staff, { refused, personId });
  return {
    arrive,
    build,
    staff,
    rig,
    po,
    neighbour,
    personId,
    requests: { joined, changed, refused, gone, successor },
  };
}

async function leaveWords(
  database: TestDatabase,
  staff: StaffActor,
  { refused, personId }: { refused: string; personId: string },
): Promise<void> {
  const db = database.db('migrator');
  await db.insert(staffTask).values({
    ...{
      regionId: staff.regionId,
      kind: 'work-dead',
      ref: refused,
      reason: 'Le mail à Ysaline Quisquater est revenu.',
    },
    detail: { requestId: refused, personId, words: `550 no such user ${CANARY.email}` },
  });
  await db.insert(savedView).values({
    ...{ regionId: staff.regionId, ownerId: staff.id, name: 'Ysaline Quisquater', shared: false },
    filters: { q: 'Ysaline Quisquater' },
  });
  await database.sql('migrator')`insert into mail_suppression (address_key, reason) values (${CANARY.email}, 'bounce')`;
  await database.sql('migrator')`
    insert into mail_report (message_key, mail_id, kind, status, server_words, source, received_at)
    select 'essai', id, 'bounced', '5.1.1', ${`550 5.1.1 <${CANARY.email}> unknown`}, 'mailbox', now() from mail
    where person_id in (select id from person where email = ${CANARY.email}) limit 1`;
  await database.sql(
    'migrator',
  )`insert into mailing_opt_out (person_id, kind, via) select id, 'training', 'link' from person where email = ${CANARY.email}`;
}

/** Every row of every table that says something of the canary: "table: row". */
export async function findTraces(database: TestDatabase, traces = TRACES): Promise<string[]> {
  const sql = database.sql('admin');
  const tables = await sql<{ name: string }[]>`
    select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_schema in ('public', 'bullmq') and table_type = 'BASE TABLE' order by 1`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`);
    found.push(...rows.filter(({ row }) => traces.test(row)).map(({ row }) => `${name}: ${row}`));
  }
  return found;
}
