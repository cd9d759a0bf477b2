import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changeRequest } from '@guichet/shared/db/tables/change-request';
import { mandate } from '@guichet/shared/db/tables/mandate';
import { region } from '@guichet/shared/db/tables/region';
import { roleAssignment } from '@guichet/shared/db/tables/role-assignment';
import { submission } from '@guichet/shared/db/tables/submission';
import { addDays, todayInBrussels } from '@guichet/shared/domain/dates';
import type { RequestState } from '@guichet/shared/domain/transitions';
import { insertMember, insertPo, TEST_PASSWORD_TEXT } from '@guichet/shared/testing/register-rows';
import { eq } from 'drizzle-orm';
import { startTestExtranet, type TestExtranet, textOf, type Visitor } from './extranet-app.ts';

let extranet: TestExtranet;
const pos = { own: '', other: '' };
const fases = { own: 900_101, other: 900_102 };
const today = todayInBrussels(new Date());

beforeAll(async () => {
  extranet = await startTestExtranet();
  pos.own = await insertPo(db(), { fase: fases.own, name: 'PO Sainte-Aldegonde' });
  pos.other = await insertPo(db(), { fase: fases.other, name: 'PO Saint-Mengold' });
  await insertRequest('ABCDEFGH', 'new-member', 'submitted');
  await insertRequest('BCDEFGHJ', 'removal', 'correction_requested');
  await insertRequest('CDEFGHJK', 'member-change', 'approved');
  await insertRequest('DEFGHJKL', 'po-change', 'failed');
  for (const [index, state] of (['applied', 'rejected', 'withdrawn', 'lapsed', 'merged'] as const).entries())
    await insertRequest(`EFGHJKL${index + 2}`, 'po-change', state);
  // Ordered by the secretariat: no request of the PO.
  await insertRequest('FGHJKLMN', 'register-edit', 'submitted');
  await insertRequest('GHJKLMNP', 'removal', 'submitted', pos.other);
});
afterAll(() => extranet.database.close());

/** The request that others may be merged into. */
let firstId = '';

const db = () => extranet.database.db('admin');

async function insertRequest(
  reference: string,
  type: string,
  state: RequestState,
  poId = pos.own,
  submitterPersonId: string | null = null,
) {
  const [home] = await db().select({ id: region.id }).from(region);
  const id = randomUUID();
  const requestId = randomUUID();
  firstId ||= requestId;
  const regionId = home?.id ?? '';
  await db()
    .insert(submission)
    .values({
      ...{ id, reference, regionId, poId, submitterName: 'Autrice Secrète', submitterEmail: 'secrete@po.example' },
      ...{ submitterFunction: 'trésorière', privacyReadAt: new Date(), idempotencyKey: id, bodySha256: 'x' },
      submitterPersonId,
    });
  await db()
    .insert(changeRequest)
    .values({
      id: requestId,
      mergedInto: state === 'merged' ? firstId : null,
      submissionId: id,
      position: 1,
      type,
      state,
      regionId,
      poId,
      subject: 'Sujet Caché',
    });
}

async function signedIn(email: string): Promise<Visitor> {
  const visitor = extranet.visitor();
  await visitor.signIn(email, TEST_PASSWORD_TEXT);
  await extranet.database.sql('admin')`truncate rate_limit`;
  return visitor;
}
const fileOf = async (email: string, fase = fases.own) => (await signedIn(email)).get(`/dossier/${fase}`);

describe('the open requests of a PO', () => {
  test('stand in words for its president, with what happens next and the way to follow, and no name', async () => {
    const { email } = await insertMember(db(), { poId: pos.own, roles: ['president'] });
    const page = await fileOf(email);
    const words = textOf(page.text);
    for (const said of [
      /Reçue Nouveau membre, ABCD-EFGH Envoyée le \S+ Le secrétariat va la lire, puis décider/,
      /En attente de réponse Suppression, BCDE-FGHJ .*a posé une question à la personne qui l’a envoyée/,
      /Acceptée Modification d’un membre, CDEF-GHJK .*va être appliquée/,
      /Acceptée, en attente Modification du PO, DEFG-HJKL .*encore la vérifier/,
    ])
      expect(words).toMatch(said);
    for (const hidden of ['Secrète', 'secrete@', 'Caché', 'EFGH-JKL', 'FGHJ-KLMN', 'GHJK-LMNP'])
      expect(words).not.toContain(hidden);
    expect(page.text).toContain('href="http://localhost:4402/suivi?reference=ABCD-EFGH"');
  });

  test('every cell of role × what is seen: only who presides or is secretary, of that PO, today', async () => {
    const shown = async (made: { email: string }, fase = fases.own) =>
      (await fileOf(made.email, fase)).text.includes('id="demandes"');
    const member = (roles: Parameters<typeof insertMember>[1]['roles']) => insertMember(db(), { poId: pos.own, roles });
    const past = { from: '2020-09-01', to: addDays(today, -1) } as const;
    const future = { from: addDays(today, 1), to: null };
    expect(await shown(await member(['president']))).toBe(true);
    expect(await shown(await member(['secretary']))).toBe(true);
    expect(await shown(await member(['treasurer', 'vice-president', 'administrator']))).toBe(false);
    expect(await shown(await member([]))).toBe(false);
    expect(await shown(await member([{ role: 'president', period: past }]))).toBe(false);
    expect(await shown(await member([{ role: 'president', period: future }]))).toBe(false);
    const elsewhere = await insertMember(db(), { poId: pos.other, roles: ['president'] });
    expect((await fileOf(elsewhere.email)).status).toBe(403);
    expect(textOf((await fileOf(elsewhere.email, fases.other)).text)).not.toContain('ABCD-EFGH');
  });

  test('when the president changes, the new one sees them from the first day and the former no longer does', async () => {
    const former = await insertMember(db(), { poId: pos.own, roles: ['president'] });
    const successor = await insertMember(db(), {
      poId: pos.own,
      roles: [{ role: 'president', period: { from: addDays(today, 1), to: null } }],
    });
    const seen = async () => {
      const pages = [await fileOf(former.email), await fileOf(successor.email)];
      return pages.map(({ text }) => text.includes('id="demandes"'));
    };
    expect(await seen()).toEqual([true, false]);
    const setPeriod = (mandateId: string, from: string, to: string | null) =>
      db().update(roleAssignment).set({ period: { from, to } }).where(eq(roleAssignment.mandateId, mandateId));
    await setPeriod(former.mandateId, '2020-09-01', addDays(today, -1));
    await setPeriod(successor.mandateId, today, null);
    expect(await seen()).toEqual([false, true]);
  });

  test('the database itself refuses: a role that ended, a closed account, another PO', async () => {
    const asked = async (accountId: string, poId: string) => {
      const [row] = await extranet.database.sql('extranet')`select open_requests_of_po(${accountId}, ${poId}) as found`;
      return row?.found === null ? null : row?.found.length;
    };
    const president = await insertMember(db(), { poId: pos.own, roles: ['president'] });
    expect(await asked(president.accountId, pos.own)).toBe(5);
    expect(await asked(president.accountId, pos.other)).toBeNull();
    const ended = { from: '2020-09-01' as const, to: addDays(today, -1) };
    await db().update(roleAssignment).set({ period: ended }).where(eq(roleAssignment.mandateId, president.mandateId));
    expect(await asked(president.accountId, pos.own)).toBeNull();
    const closed = await insertMember(db(), { poId: pos.own, roles: ['president'], state: 'closed', password: null });
    expect(await asked(closed.accountId, pos.own)).toBeNull();
    const annulled = await insertMember(db(), { poId: pos.own, roles: ['president'], annulled: true });
    expect(await asked(annulled.accountId, pos.own)).toBeNull();
    expect(await asked(randomUUID(), pos.own)).toBeNull();
  });

  test('who sent a request is asked to answer; without any, the page says that there are none', async () => {
    const poId = await insertPo(db(), { fase: 900_103 });
    const { email, personId } = await insertMember(db(), { poId, roles: ['secretary'] });
    expect(textOf((await fileOf(email, 900_103)).text)).toContain('Aucune demande n’est en cours');
    await insertRequest('HJKLMNPR', 'removal', 'correction_requested', poId, personId);
    expect(textOf((await fileOf(email, 900_103)).text)).toMatch(
      /Une question pour vous Suppression, HJKL-MNPR Envoyée par vous/,
    );
  });

  test('of a closed PO nobody sees anything once the mandates are over', async () => {
    const poId = await insertPo(db(), { fase: 900_104, closedOn: addDays(today, -1) });
    const { email, mandateId } = await insertMember(db(), { poId, roles: ['president'] });
    const visitor = await signedIn(email);
    expect(textOf((await visitor.get('/dossier/900104').expect(200)).text)).toContain('Ce PO est fermé');
    const period = { from: '2020-09-01' as const, to: addDays(today, -1) };
    await db().update(roleAssignment).set({ period }).where(eq(roleAssignment.mandateId, mandateId));
    await db().update(mandate).set({ period }).where(eq(mandate.id, mandateId));
    await visitor.get('/dossier/900104').expect(403);
    // And is signed out by then.
    await visitor.get('/mes-donnees').expect(303);
  });
});
