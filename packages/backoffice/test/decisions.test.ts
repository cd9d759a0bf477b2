import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readRequest } from '@guichet/shared/contracts/request-view';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { decision } from '@guichet/shared/db/tables/decision';
import { mail } from '@guichet/shared/db/tables/mail';
import { outbox } from '@guichet/shared/db/tables/outbox';
import { and, asc, eq } from 'drizzle-orm';
import { addStaff, createTestOffice, signedIn, startTestOffice, type TestOffice, type Visitor } from './office-rig.ts';
import { newcomer, noPoChange } from './samples.ts';

let office: TestOffice;
let who: Visitor;
let colleague: Visitor;

beforeAll(async () => {
  office = await startTestOffice();
  who = await signedIn(office.app, office.secretariat);
  colleague = await signedIn(office.app, await addStaff(office.database, 'Magali Collègue', 'secretariat'));
});
afterAll(() => office.database.close());

let serial = 0;
/** A request of somebody nobody knows yet, in a PO of its own. */
async function pendingNewMember(more: Partial<typeof newcomer> = {}) {
  serial += 1;
  const po = await office.build.po();
  const lastName = `Lambert${'abcdefghijklmnopqrstuvwxyz'[serial % 26]?.repeat(3)}`;
  const payload = { ...newcomer, lastName, email: `membre-${serial}@maquette.example`, ...more };
  const id = await office.rig.submit('new-member', payload, po.id);
  return { id, po, lastName };
}

async function view(id: string, as: Visitor = who): Promise<RequestView> {
  const answer = await as.get(`/api/requests/${id}`);
  expect(answer.status).toBe(200);
  // The contract says what the screens may rely on.
  return readRequest.response.parse(answer.body);
}

const approvalOf = (shown: RequestView) => ({
  version: shown.standing.version,
  shownHash: shown.shownHash,
  acknowledged: shown.findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code),
});

async function applyLast(id: string): Promise<void> {
  const db = office.database.db('migrator');
  const rows = await db
    .select()
    .from(decision)
    .where(and(eq(decision.requestId, id), eq(decision.kind, 'approve')))
    .orderBy(asc(decision.sequence));
  await office.rig.apply(rows.at(-1)?.id ?? '');
}

describe('approving', () => {
  test('what was shown is approved, and the view tells it apart from applied', async () => {
    const { id } = await pendingNewMember();
    const shown = await view(id);
    expect(shown.effects.map(({ text }) => text)).toContain('Une personne sera créée');
    expect(shown.mayDecide).toBe(true);
    expect((await who.post(`/api/requests/${id}/approve`, approvalOf(shown))).status).toBe(200);

    const approved = await view(id);
    expect(approved.standing).toMatchObject({ state: 'approved', stateLabel: 'approuvée', undoSecondsLeft: 0 });
    expect(approved.decision).toMatchObject({ kind: 'approve', by: 'Delphine Exemple' });
    expect(approved.effects.length).toBe(shown.effects.length);

    await applyLast(id);
    const applied = await view(id);
    expect(applied.standing).toMatchObject({ state: 'applied', undoSecondsLeft: null });
    expect(applied.effects.map(({ text }) => text)).toEqual(shown.effects.map(({ text }) => text));
    expect(applied.history.map(({ label, actor }) => [label, actor])).toEqual([
      ['Demande envoyée', 'Marie Présidente'],
      ['Approuvée', 'Delphine Exemple'],
      ['Appliquée', 'Guichet PO'],
    ]);
  });

  test('a warning that was not ticked stops it, in words', async () => {
    const { id } = await pendingNewMember();
    const answer = await who.post(`/api/requests/${id}/approve`, { ...approvalOf(await view(id)), acknowledged: [] });
    expect(answer).toMatchObject({
      status: 422,
      body: { detail: 'Cochez que vous avez vu chaque avertissement.', errors: [{ path: 'submitter-unknown' }] },
    });
  });

  test('a plan that changed since it was shown is refused; the page then gets the new one, which can be approved', async () => {
    const { id, po } = await pendingNewMember();
    const shown = await view(id);
    const holder = await office.build.person({ firstName: 'Paul', lastName: 'Trésorier' });
    await office.build.mandate(holder.id, po.id, { from: '2020-01-01', to: null }, ['treasurer']);
    const answer = await who.post(`/api/requests/${id}/approve`, approvalOf(shown));
    expect(answer).toMatchObject({ status: 409, body: { code: 'stale-plan' } });

    const now = await view(id);
    expect(now.shownHash).not.toBe(shown.shownHash);
    expect(now.findings.map(({ code }) => code)).toContain('second-holder:treasurer');
    expect((await who.post(`/api/requests/${id}/approve`, approvalOf(now))).status).toBe(200);
  });

  test('fifty at once, through two processes: one wins and 49 are told', async () => {
    const { id } = await pendingNewMember();
    const other = await signedIn(createTestOffice(office.database), office.secretariat);
    const body = approvalOf(await view(id));
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? who : other).post(`/api/requests/${id}/approve`, body)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 49 }, () => 409)]);
    const told = answers.find(({ status }) => status === 409);
    expect(told?.body.detail).toMatch(/entre-temps|n’est plus possible/);
    const db = office.database.db('migrator');
    expect(await db.select().from(decision).where(eq(decision.requestId, id))).toHaveLength(1);
  });

  test('nobody decides on their own person, and the page says so', async () => {
    const { id, po } = await pendingNewMember();
    const self = await office.build.person({ firstName: 'Anne', lastName: 'Double', birthDate: '1970-01-01' });
    await office.build.mandate(self.id, po.id, { from: '2020-01-01', to: null }, ['administrator']);
    const staff = await addStaff(office.database, 'Anne Double', 'secretariat', { personId: self.id });
    const own = await office.rig.submit(
      'removal',
      {
        firstName: 'Anne',
        lastName: 'Double',
        email: null,
        birthDate: null,
        endDate: '2026-12-31',
        reason: 'resignation',
      },
      po.id,
    );
    const visitor = await signedIn(office.app, staff);
    const shown = await view(own, visitor);
    expect(shown).toMatchObject({ mayDecide: false, mayNotDecideBecause: expect.stringContaining('vous concerne') });
    expect((await visitor.post(`/api/requests/${own}/approve`, approvalOf(shown))).status).toBe(403);
    expect((await view(id, visitor)).mayDecide).toBe(true);
  });
});

describe('taking back, refusing, closing', () => {
  test('an approval is taken back until it is applied; later it is too late', async () => {
    const { id } = await pendingNewMember();
    await who.post(`/api/requests/${id}/approve`, approvalOf(await view(id)));
    const { version } = (await view(id)).standing;
    expect((await who.post(`/api/requests/${id}/undo`, { version })).status).toBe(200);
    const back = await view(id);
    expect(back.standing.state).toBe('submitted');
    expect(back.decision).toBeNull();

    await who.post(`/api/requests/${id}/approve`, approvalOf(back));
    const again = await view(id);
    await applyLast(id);
    expect((await who.post(`/api/requests/${id}/undo`, { version: again.standing.version })).status).toBe(409);
  });

  test('the undo delay is what the installation says, and the seconds left are the server’s', async () => {
    const slow = await signedIn(createTestOffice(office.database, { undoDelay: 30 }), office.secretariat);
    const { id } = await pendingNewMember();
    await slow.post(`/api/requests/${id}/approve`, approvalOf(await view(id, slow)));
    const standing = (await slow.get(`/api/requests/${id}/standing`)).body;
    expect(standing.undoSecondsLeft).toBeGreaterThan(25);
    const db = office.database.db('migrator');
    const [row] = await db.select().from(decision).where(eq(decision.requestId, id));
    const [work] = await db
      .select()
      .from(outbox)
      .where(eq(outbox.ref, row?.id ?? ''));
    expect((work?.nextAt.getTime() ?? 0) - (row?.at.getTime() ?? 0)).toBeCloseTo(30_000, -3);
  });

  test('a refusal needs a reason, which is kept and mailed; an old version is refused', async () => {
    const { id } = await pendingNewMember();
    const { version } = (await view(id)).standing;
    expect((await who.post(`/api/requests/${id}/reject`, { version, reason: '  ' })).body).toMatchObject({
      status: 422,
      detail: 'Indiquez la raison du refus : l’auteur la lira.',
    });
    expect((await who.post(`/api/requests/${id}/reject`, { version, reason: 'Déjà membre ailleurs.' })).status).toBe(
      200,
    );
    expect((await colleague.post(`/api/requests/${id}/reject`, { version, reason: 'Moi aussi' })).status).toBe(409);
    const rejected = await view(id);
    expect(rejected.decision).toMatchObject({
      kind: 'reject',
      reason: 'Déjà membre ailleurs.',
      by: 'Delphine Exemple',
    });
    expect(rejected.history.at(-1)).toMatchObject({ label: 'Refusée', reason: 'Déjà membre ailleurs.' });
    const mails = await office.database.db('migrator').select().from(mail).where(eq(mail.requestId, id));
    expect(mails.map(({ kind }) => kind)).toEqual(['request-rejected']);
  });

  test('free text is closed by hand with a note', async () => {
    const po = await office.build.po();
    const id = await office.rig.submit('po-change', { ...noPoChange, other: 'Le bureau déménage.' }, po.id);
    const shown = await view(id);
    expect(shown.findings.map(({ code }) => code)).toContain('by-hand');
    expect(shown.effects).toEqual([]);
    const body = { version: shown.standing.version, note: 'Noté dans le dossier papier.' };
    expect((await who.post(`/api/requests/${id}/close-by-hand`, body)).status).toBe(200);
    expect(await view(id)).toMatchObject({ standing: { state: 'applied' }, decision: { reason: body.note } });
  });

  test('a failed request says why and goes back to staff', async () => {
    const { id, lastName } = await pendingNewMember();
    await who.post(`/api/requests/${id}/approve`, approvalOf(await view(id)));
    const { firstName, birthDate } = newcomer;
    await office.build.person({ firstName, lastName, birthDate });
    await applyLast(id);
    const failed = await view(id);
    expect(failed.standing).toMatchObject({ state: 'failed', failure: { canRetry: false } });
    expect(failed.standing.failure?.message).toContain('ne tient plus');
    const { version } = failed.standing;
    expect((await who.post(`/api/requests/${id}/retry`, { version })).status).toBe(409);
    expect((await who.post(`/api/requests/${id}/return`, { version })).status).toBe(200);
    expect((await view(id)).standing.state).toBe('submitted');
  });
});

describe('settling', () => {
  test('the PO that was typed by hand is chosen, and the choice can be taken back', async () => {
    const po = await office.build.po({ name: 'Institut du Croquis ASBL' });
    const id = await office.rig.submit('new-member', { ...newcomer, lastName: 'Croquis' }, null, {
      poTyped: { name: 'Zzyzx', address: 'Nulle part' },
    });
    const before = await view(id);
    expect(before.po).toEqual({ id: null, name: 'Zzyzx', detail: 'Nulle part' });
    const { version } = before.standing;
    expect((await who.post('/api/pos/search', { q: 'croquis' })).body.pos).toContainEqual(
      expect.objectContaining({ id: po.id }),
    );
    expect((await who.post(`/api/requests/${id}/settle`, { version, settlement: { poId: po.id } })).status).toBe(200);
    const after = await view(id);
    expect(after.po).toMatchObject({ id: po.id, name: 'Institut du Croquis ASBL' });
    expect(after.settled).toEqual([{ key: 'poId', text: expect.stringContaining('Institut du Croquis ASBL') }]);
    expect(after.effects.length).toBeGreaterThan(0);

    const clear = { version: after.standing.version, settlement: {}, clear: ['poId'] };
    expect((await who.post(`/api/requests/${id}/settle`, clear)).status).toBe(200);
    expect(await view(id)).toMatchObject({ po: { id: null }, settled: [] });
  });

  test('the person is chosen among candidates', async () => {
    const po = await office.build.po();
    const known = await office.build.person({ firstName: 'Jeanne', lastName: 'Lambertt', birthDate: '1971-05-04' });
    await office.build.mandate(known.id, po.id, { from: '2020-01-01', to: '2024-01-01' });
    const id = await office.rig.submit('new-member', { ...newcomer, lastName: 'Lambert' }, po.id);
    const before = await view(id);
    const finding = before.findings.find(({ code }) => code === 'person-probable');
    const option = finding?.options.find(({ set }) => set.personId === known.id);
    expect(option?.label).toBe('Jeanne Lambertt');
    const body = { version: before.standing.version, settlement: option?.set };
    expect((await who.post(`/api/requests/${id}/settle`, body)).status).toBe(200);
    const after = await view(id);
    expect(after.findings.map(({ code }) => code)).not.toContain('person-probable');
    expect(after.settled[0]?.text).toContain('Jeanne Lambertt');
    expect(after.history.at(-1)).toMatchObject({ label: 'Constat réglé' });
  });
});
