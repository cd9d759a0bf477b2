import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { orderExport } from '@guichet/shared/commands/exports/order-export';
import { runExport } from '@guichet/shared/commands/exports/run-export';
import { orderBulkRun } from '@guichet/shared/commands/bulk/order-bulk-run';
import { stopBulkRun } from '@guichet/shared/commands/bulk/stop-bulk-run';
import { stopImport } from '@guichet/shared/commands/member-import/stop-import';
import { createMailingTemplate } from '@guichet/shared/commands/mailings/create-mailing-template';
import { uploadMailingFile } from '@guichet/shared/commands/mailings/upload-mailing-file';
import { createMailing } from '@guichet/shared/commands/mailings/create-mailing';
import { uploadImport } from '@guichet/shared/commands/member-import/upload-import';
import { SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { testContext } from '@guichet/shared/testing/register-builder';
import { insertMember, TEST_PASSWORD_TEXT } from '@guichet/shared/testing/register-rows';
import { sessionCookies } from '@guichet/shared/testing/session-cookies';
import { BACKOFFICE_API } from '@guichet/shared/contracts/backoffice-api';
import type { Contract } from '@guichet/shared/contracts/contract';
import { CLIENT_HEADER, FILE_TYPE, UPLOAD_HEADER } from '@guichet/shared/contracts/fetch-client';
import { splitDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { duplicatePair } from '@guichet/shared/db/tables/duplicate-pair';
import { reasonTemplate } from '@guichet/shared/db/tables/reason-template';
import { region } from '@guichet/shared/db/tables/region';
import { audience } from '@guichet/shared/db/tables/audience';
import { savedView } from '@guichet/shared/db/tables/saved-view';
import { staffTask } from '@guichet/shared/db/tables/staff-task';
import request from 'supertest';
import { API_ROUTES } from '../src/server/api-routes.ts';
import { leaving, PLAIN_BODIES } from './access-bodies.ts';
import { NOBODY, OF_ONE_MAILING } from './mailing-access.ts';
import { ACCESS_CELLS, ADDRESSED } from './access-cells.ts';
import {
  addStaff,
  signedIn,
  startTestOffice,
  type TestOffice,
  type TestStaff,
  type Visitor,
  visitor,
} from './office-rig.ts';
import { newcomer } from './samples.ts';

let office: TestOffice;
let reader: TestStaff;
let stranger: TestStaff;
let poId: string;
let requestId: string;
let personId: string;
let taskId: string;
let mailId: string;
let viewId: string;
let deletable: string[];
let twinIds: string[];
const runId = randomUUID();
const exportId = randomUUID();
const importId = randomUUID();
const mailingId = randomUUID();
const mailingFileId = randomUUID();
const mailingTemplateId = randomUUID();
let audienceId: string;
let templateId: string;
const visitors: Record<string, Visitor> = {};

beforeAll(async () => {
  office = await startTestOffice();
  const db = office.database.db('migrator');
  reader = await addStaff(office.database, 'Luc Lecteur', 'reader');
  const [elsewhere] = await db
    .insert(region)
    .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
    .returning();
  stranger = await addStaff(office.database, 'Anne Ailleurs', 'secretariat', { regionId: elsewhere?.id ?? '' });
  poId = (await office.build.po()).id;
  requestId = await office.rig.submit('new-member', newcomer, poId);
  const person = await office.build.person({
    lastName: 'Lambert',
    firstName: 'Jeanne',
    email: 'jeanne@membres.example',
  });
  personId = person.id;
  await office.build.mandate(personId, poId, { from: '2020-01-01', to: null }, ['treasurer']);
  await office.build.account(personId, 'jeanne@membres.example', { activatedAt: new Date() });
  const [letter] = await office.database.sql('migrator')`
    insert into mail (kind, cause_key, to_address, person_id, message_id)
    values ('activation', 'essai', 'jeanne@membres.example', ${personId}, '<essai>') returning id`;
  mailId = letter?.id;
  const [task] = await db
    .insert(staffTask)
    .values({ kind: 'work-dead', ref: randomUUID(), reason: 'Essai', regionId: office.secretariat.actor.regionId })
    .returning();
  taskId = task?.id ?? '';
  const { id: ownerId, regionId } = office.secretariat.actor;
  const views = await db
    .insert(savedView)
    .values(
      ['Du collège', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six', 'Sept'].map((name) => ({
        name,
        filters: { q: 'maquette' },
        shared: true,
        ownerId,
        regionId,
      })),
    )
    .returning();
  const [template] = await db
    .insert(reasonTemplate)
    .values({ title: 'Modèle', body: 'Texte', regionId, updatedBy: ownerId })
    .returning();
  templateId = template?.id ?? '';
  const [kept] = await db
    .insert(audience)
    .values({ name: 'Audience', criteria: NOBODY, regionId, updatedBy: ownerId, version: 2 })
    .returning();
  audienceId = kept?.id ?? '';
  [viewId = '', ...deletable] = views.map(({ id }) => id);
  bodies.assign = { from: null, to: ownerId };
  const twins = await Promise.all([office.build.person(), office.build.person()]);
  for (const twin of twins) await office.build.mandate(twin.id, poId, { from: '2024-09-01', to: null });
  twinIds = twins.map(({ id }) => id).sort();
  const [survivorId = '', mergedId = ''] = twinIds;
  await db.insert(duplicatePair).values({ oneId: survivorId, otherId: mergedId, score: 96, reasons: ['essai'] });
  bodies.previewMerge = { survivorId, mergedId, fields: {}, reason: '' };
  bodies.mergePersons = { ...(bodies.previewMerge as object), shownHash: 'autre', acknowledged: [] };
  bodies.markDifferent = { oneId: survivorId, otherId: mergedId, reason: 'Essai' };
  bodies.reopenPair = { oneId: survivorId, otherId: mergedId };
  // A run that is over: nothing of it can be stopped or taken back.
  const order = { id: runId, order: { kind: 'approve' as const }, items: [{ requestId, version: 1 }] };
  await orderBulkRun(office.rig.office(), order, { undoDelaySeconds: 0 });
  await stopBulkRun(office.rig.office(), { runId });
  const list = Buffer.from('Nom;Prénom;FASE\nExemple;Paul;900001\n');
  await createMailing(office.rig.office(), { id: mailingId });
  const note = { fileName: 'note.txt', image: false, bytes: Buffer.from('Une note.') };
  await uploadMailingFile(office.rig.office(), { id: mailingFileId, ...note });
  await createMailingTemplate(office.rig.office(), { id: mailingTemplateId, name: 'Essai', mailing: mailingId });
  await uploadImport(office.rig.office(), { id: importId, fileName: 'liste.csv', poId: null, sheet: '', bytes: list });
  await stopImport(office.rig.office(), { importId });
  const members = { list: 'members' as const, filters: {} };
  await orderExport(office.rig.office(), { id: exportId, format: 'csv', selection: members });
  await runExport(testContext(office.database.db('worker'), SYSTEM_ACTOR), exportId, office.rig.settings);
  visitors.nobody = visitor(office.app);
  // A member of a PO, whose session is shown under the staff's name too, signed as theirs are.
  const member = await insertMember(db, { poId });
  const credentials = { email: member.email, password: TEST_PASSWORD_TEXT, secret: 's'.repeat(40) };
  visitors.member = visitor(office.app);
  visitors.member.agent.set('Cookie', await sessionCookies(office.database, 'member', credentials));
  visitors.reader = await signedIn(office.app, reader);
  visitors.secretariat = await signedIn(office.app, office.secretariat);
  visitors.administrator = await signedIn(
    office.app,
    await addStaff(office.database, 'Ada Administratrice', 'administrator'),
  );
  visitors.stranger = await signedIn(office.app, stranger);
});
afterAll(() => office.database.close());

const renamed = () => ({
  edits: [{ kind: 'set-po-fields', target: { id: poId, poId: null }, values: { name: 'PO du Nouveau Croquis' } }],
  ...{ reason: '', holders: {} },
});
/** Bodies that fit the contract, so that what is refused is refused for who asks. */
const bodies: Record<string, unknown> = {
  ...PLAIN_BODIES,
  get orderExport() {
    return { id: randomUUID(), format: 'csv', selection: { list: 'members', filters: { role: 'treasurer' } } };
  },
  get launchVerification() {
    return { id: randomUUID() };
  },
  get askVerification() {
    return { id: randomUUID() };
  },
  get orderRetention() {
    return { id: randomUUID() };
  },
  get orderAuditCheck() {
    return { id: randomUUID() };
  },
  get orderErasure() {
    return { erasureId: randomUUID(), acknowledged: 9 };
  },
  get inviteStaff() {
    const email = `${randomUUID()}@secretariat.example`;
    return { name: 'Iris Invitée', email, role: 'reader', regionId: office.secretariat.actor.regionId };
  },
  merge: { version: 99, into: randomUUID(), intoVersion: 1 },
  approveEnvoi: { shownHash: 'autre', requests: [{ id: randomUUID(), version: 99, acknowledged: [] }] },
  addNote: { id: randomUUID(), words: 'Essai' },
  // A title is taken once.
  get createReasonTemplate() {
    return { type: null, title: randomUUID(), body: 'Essai' };
  },
  get createAudience() {
    return { name: randomUUID(), criteria: NOBODY };
  },
  get createMailing() {
    return { id: randomUUID(), copyOf: mailingId };
  },
  get testMailing() {
    return { id: randomUUID(), person: null };
  },
  // A name is taken once.
  get createMailingTemplate() {
    return { id: randomUUID(), name: randomUUID(), mailing: mailingId };
  },
  get enterChanges() {
    return {
      ...{ id: randomUUID(), poId, personId: null },
      values: {
        ...{ name: 'Wivine Hautekiet', function: 'Secrétaire', email: '', cameBy: 'telephone', privacyGiven: 'yes' },
        cameOn: splitDate(todayInBrussels(new Date())),
      },
      changes: [{ type: 'removal', values: leaving }],
    };
  },
  get previewEdit() {
    return { id: randomUUID(), ...renamed() };
  },
  get orderEdit() {
    return { id: randomUUID(), ...renamed(), shownHash: 'autre', acknowledged: [] };
  },
  get previewBulk() {
    return { kind: 'approve', selection: { items: [{ requestId, version: 1 }] } };
  },
  get orderBulk() {
    return { id: randomUUID(), order: { kind: 'approve' }, items: [{ requestId, version: 1 }] };
  },
};

/** What `:id` stands for where it is not a request. */
const ids: Record<string, () => string> = {
  finishTask: () => taskId,
  readExportFile: () => exportId,
  deleteExport: () => exportId,
  readPoFile: () => poId,
  readPoFreshness: () => poId,
  askVerification: () => poId,
  readPerson: () => personId,
  listReadings: () => personId,
  previewPersonMail: () => personId,
  orderAccountAct: () => personId,
  noteMailingWish: () => personId,
  changeView: () => viewId,
  // Deleted, a view is gone: each asks for another one.
  deleteView: () => deletable.pop() ?? viewId,
  readBulkRun: () => runId,
  listBulkItems: () => runId,
  stopBulk: () => runId,
  undoBulk: () => runId,
  retryMail: () => taskId,
  exportPersonData: () => personId,
  previewErasure: () => personId,
  orderErasure: () => personId,
  ...Object.fromEntries(
    [
      ...['readImport', 'readRoleWords', 'listImportRows', 'readRefusals', 'startDryRun', 'settleImportRow'],
      ...['orderImport', 'stopImport', 'orderInvitations'],
    ].map((name) => [name, () => importId]),
  ),
  readMailingFile: () => mailingFileId,
  changeMailingTemplate: () => mailingTemplateId,
  archiveMailingTemplate: () => mailingTemplateId,
  showMailingTemplate: () => mailingTemplateId,
  changeAudience: () => audienceId,
  archiveAudience: () => audienceId,
  ...Object.fromEntries(OF_ONE_MAILING.map((name) => [name, () => mailingId])),
  changeReasonTemplate: () => templateId,
  archiveReasonTemplate: () => templateId,
  // Active: nothing waits, nothing is to be restored, and the role on the screen is another.
  resendInvitation: () => reader.actor.id,
  restoreStaffAccess: () => reader.actor.id,
  changeStaffRole: () => reader.actor.id,
  linkStaffPerson: () => reader.actor.id,
};

const queries: Record<string, () => string> = {
  previewPersonMail: () => `?mail=${mailId}`,
  startEdit: () => `?kind=set-po-fields&id=${poId}`,
  uploadImport: () => `id=${randomUUID()}&name=liste.csv`,
  uploadResourceFile: () => `id=${randomUUID()}&name=statuts.pdf`,
  uploadMailingFile: () => `id=${randomUUID()}&name=note.txt&use=attachment`,
};

function send(who: Visitor, name: string, contract: Contract) {
  const place = contract.path.replace(':id', ids[name]?.() ?? requestId).replace(':one/:other', twinIds.join('/'));
  if (contract.upload) {
    const sent = who.agent.post(place).set(CLIENT_HEADER, 'test').set('Accept', 'application/json');
    sent.set('Content-Type', FILE_TYPE).set(UPLOAD_HEADER, queries[name]?.() ?? '');
    return sent.send(Buffer.from('Une phrase et rien d’autre.'));
  }
  const path = place + (queries[name]?.() ?? '');
  if (contract.stream) return untilFirstWord(who.get(path));
  if (contract.method === 'GET') return who.get(path);
  const body = name === 'keepPresence' ? { requestId, doing: 'reading' } : bodies[name];
  return contract.method === 'DELETE' ? who.delete(path) : who.post(path, body);
}

/** A stream has no end: its beginning is the answer. */
function untilFirstWord(asked: ReturnType<Visitor['get']>) {
  return asked.buffer(true).parse((answer, done) => {
    answer.once('data', (chunk: Buffer) => {
      const text = String(chunk);
      const isStream = answer.headers['content-type']?.startsWith('text/event-stream');
      done(null, isStream ? text : JSON.parse(text));
      (answer as unknown as IncomingMessage).destroy();
    });
  });
}

describe('who may call what', () => {
  // A session of the extranet is nobody's here, on every route.
  const people = { nobody: 0, member: 0, reader: 1, secretariat: 2, administrator: 4, stranger: 3 } as const;
  for (const [name, expected] of Object.entries(ACCESS_CELLS)) {
    const contract = BACKOFFICE_API[name as keyof typeof BACKOFFICE_API];
    for (const [person, column] of Object.entries(people)) {
      const status = expected[column] ?? expected[people.secretariat];
      test(`${contract.method} ${contract.path} as ${person}: ${status}`, async () => {
        const answer = await send(visitors[person] as Visitor, name, contract);
        expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
        if (answer.status >= 400) {
          expect(answer.headers['content-type']).toContain('application/problem+json');
          expect(answer.body).toMatchObject({
            status: answer.status,
            detail: expect.any(String),
            code: expect.any(String),
          });
        } else expect(contract.response.safeParse(answer.body)).toMatchObject({ success: true });
        expect(answer.headers['cache-control']).toMatch(/^no-store\b/);
      });
    }
  }

  test('every route of the contract is mounted, and nothing else', () => {
    expect(Object.keys(API_ROUTES).sort()).toEqual(Object.keys(BACKOFFICE_API).sort());
    for (const [name, { contract }] of Object.entries(API_ROUTES)) {
      expect(contract).toBe(BACKOFFICE_API[name as keyof typeof BACKOFFICE_API]);
    }
  });

  test('the description of the API that staff are given names these routes and no other', async () => {
    const { body } = await (await signedIn(office.app, reader)).get('/api/openapi.json');
    const described = Object.entries(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method} ${path}`),
    );
    const walked = Object.keys(ACCESS_CELLS).map((name) => {
      const { method, path } = BACKOFFICE_API[name as keyof typeof BACKOFFICE_API];
      return `${name} ${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`;
    });
    expect(described.sort()).toEqual(walked.sort());
  });

  test('no address of the API holds what somebody types, nor a name as a place in a list', () => {
    const held = Object.entries(BACKOFFICE_API).flatMap(([name, { upload, query }]) =>
      upload ? [] : Object.keys((query as unknown as { shape: object }).shape).map((key) => `${name} ${key}`),
    );
    expect(held.sort()).toEqual(ADDRESSED);
  });

  test('a disabled member of staff is out at once', async () => {
    const gone = await addStaff(office.database, 'Guy Parti', 'secretariat');
    const who = await signedIn(office.app, gone);
    expect((await who.get('/api/tasks')).status).toBe(200);
    await office.database.sql('migrator')`update staff_user set disabled_at = now() where id = ${gone.actor.id}`;
    expect((await who.get('/api/tasks')).status).toBe(401);
    expect((await visitor(office.app).signIn(gone.email)).status).toBe(422);
  });
});

describe('what a page of another site may do', () => {
  let who: Visitor;
  beforeAll(async () => {
    who = await signedIn(office.app, office.secretariat);
  });
  const path = () => `/api/requests/${requestId}/reject`;
  const body = JSON.stringify({ version: 1, reason: 'Essai' });
  const post = () => who.agent.post(path()).set('Content-Type', 'application/json');

  test('nothing without our header', async () => {
    expect((await post().send(body)).status).toBe(403);
  });
  test('nothing from another origin', async () => {
    const answer = await post().set(CLIENT_HEADER, 'x').set('Origin', 'https://autre.example').send(body);
    expect(answer.status).toBe(403);
    expect((await post().set(CLIENT_HEADER, 'x').set('Sec-Fetch-Site', 'cross-site').send(body)).status).toBe(403);
  });
  test('nothing as a form', async () => {
    const answer = await who.agent.post(path()).set(CLIENT_HEADER, 'x').type('form').send('version=1&reason=Essai');
    expect([403, 415]).toContain(answer.status);
  });
  test('no unknown key in the body, the query or the address', async () => {
    const extra = await who.post(path(), { version: 1, reason: 'Essai', force: true });
    expect(extra).toMatchObject({ status: 422, body: { code: 'invalid-input' } });
    expect((await who.get('/api/tasks?surprise=1')).status).toBe(422);
    expect((await who.get('/api/requests/pas-un-id')).status).toBe(422);
    expect((await who.post('/api/requests/search', { cursor: 'abc' })).status).toBe(422);
  });
});

describe('around the API', () => {
  test('an address of the screens gets the page, an unknown one of the API a problem', async () => {
    const page = await request(office.app).get('/demandes/quelque-chose').set('Accept', 'text/html');
    expect(page.status).toBe(200);
    expect(page.text).toContain('id="office"');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const missing = await (visitors.secretariat as Visitor).get('/api/rien');
    expect(missing).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
