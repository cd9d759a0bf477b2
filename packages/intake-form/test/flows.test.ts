import { formatReference } from '@guichet/shared/domain/reference';
import type { FormBody } from '@guichet/shared/http/form-fields';
import { REQUEST_TYPE_NAMES } from '@guichet/shared/request-types/forms';
import { requestType } from '@guichet/shared/request-types/registry';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import {
  createTestIntake,
  newVisitor,
  pathOf,
  SUBMITTER,
  send,
  startTestRegister,
  storedEnvoi,
  wordsOf,
  writeEnvoi,
} from './intake-rig.ts';

let register: Awaited<ReturnType<typeof startTestRegister>>;
let app: Express;

beforeAll(async () => {
  register = await startTestRegister();
  app = createTestIntake(register.database);
});
afterAll(() => register.database.close());

const address = {
  street: 'Rue de l’Exemple',
  number: '12',
  box: '3',
  postcode: '5590',
  locality: 'Ciney',
  country: 'BE',
};
const date = (day: string, month: string, year: string) => ({ day, month, year });

/** Every field of every type, as people write them. */
const everything: Record<string, { values: FormBody; stored: object; subject: string }> = {
  'new-member': {
    values: {
      firstName: ' Jeanne  ',
      lastName: 'D’Hôte-Lambert',
      birthDate: date('4', 'mai', '71'),
      email: 'Jeanne@École.example',
      phone: '0470/12.34.56',
      address,
      startDate: date('1', '9', '2026'),
      roles: ['administrator', 'treasurer'],
    },
    stored: {
      firstName: 'Jeanne',
      lastName: 'D’Hôte-Lambert',
      birthDate: '1971-05-04',
      email: 'Jeanne@xn--cole-9oa.example',
      phone: '+32470123456',
      address,
      startDate: '2026-09-01',
      roles: ['administrator', 'treasurer'],
      replaces: [{ role: 'treasurer', answer: 'unknown', name: null }],
    },
    subject: 'Jeanne D’Hôte-Lambert',
  },
  removal: {
    values: {
      firstName: 'Paul',
      lastName: 'Exemple',
      email: 'paul@po.example',
      birthDate: date('2', '3', '1950'),
      endDate: date('31', '08', '26'),
      reason: 'resignation',
    },
    stored: {
      firstName: 'Paul',
      lastName: 'Exemple',
      email: 'paul@po.example',
      birthDate: '1950-03-02',
      endDate: '2026-08-31',
      reason: 'resignation',
    },
    subject: 'Paul Exemple',
  },
  'member-change': {
    values: {
      firstName: 'Anne',
      lastName: 'Modèle',
      knownBirthDate: date('29', '2', '1960'),
      email: 'anne@ecole.example',
      phone: '081 22 33 44',
      address,
      newFirstName: 'Annie',
      newLastName: 'Modèle-Dupont',
      birthDate: date('1', '3', '1960'),
      addedRoles: ['secretary', 'po-referent'],
      addedFrom: date('1', '9', '2026'),
      endedRoles: ['treasurer'],
      endedOn: date('31', '8', '2026'),
      mandateFrom: date('1', '1', '2020'),
      mandateTo: date('31', '12', '2029'),
      correctedRole: 'president',
      correctedRoleFrom: date('1', '1', '2021'),
      correctedRoleTo: date('31', '12', '2024'),
    },
    stored: {
      firstName: 'Anne',
      lastName: 'Modèle',
      knownBirthDate: '1960-02-29',
      email: 'anne@ecole.example',
      phone: '+3281223344',
      address,
      newFirstName: 'Annie',
      newLastName: 'Modèle-Dupont',
      birthDate: '1960-03-01',
      addedRoles: ['secretary', 'po-referent'],
      addedFrom: '2026-09-01',
      endedRoles: ['treasurer'],
      endedOn: '2026-08-31',
      mandateFrom: '2020-01-01',
      mandateTo: '2029-12-31',
      correctedRole: 'president',
      correctedRoleFrom: '2021-01-01',
      correctedRoleTo: '2024-12-31',
      replaces: [
        { role: 'secretary', answer: 'unknown', name: null },
        { role: 'po-referent', answer: 'unknown', name: null },
      ],
    },
    subject: 'Anne Modèle',
  },
  'po-change': {
    values: {
      name: 'Institut Sainte-Maquette ASBL',
      enterpriseNumber: '0123.456.749',
      contactEmail: 'contact@po.example',
      contactPhone: '+32 (0)81 22 33 44',
      address,
      schoolChange: 'moved',
      school: 'École du Croquis',
      schoolName: 'École de l’Esquisse',
      schoolAddress: address,
      schoolDate: date('1', '9', '2026'),
      other: 'Nos statuts ont changé.\r\n\r\nLe document suit.',
    },
    stored: {
      name: 'Institut Sainte-Maquette ASBL',
      enterpriseNumber: '0123456749',
      contactEmail: 'contact@po.example',
      contactPhone: '+3281223344',
      address,
      schoolChange: 'moved',
      school: 'École du Croquis',
      schoolName: 'École de l’Esquisse',
      schoolAddress: address,
      schoolDate: '2026-09-01',
      other: 'Nos statuts ont changé.\n\nLe document suit.',
    },
    subject: 'École de l’Esquisse',
  },
};

describe('without JavaScript, a president', () => {
  test.each(REQUEST_TYPE_NAMES)(
    'fills in every field of %s, reads it again, sends it and gets a reference',
    async (type) => {
      const { values, stored, subject } = everything[type] ?? { values: {}, stored: {}, subject: '' };
      const visitor = newVisitor(app);

      const home = await visitor.get('/');
      expect(home.text).toContain(`href="/po?demande=${type}"`);
      const search = await visitor.get(`/po?demande=${type}&q=saint-exemple`);
      expect(wordsOf(search)).toContain('Institut Saint-Exemple ASBL Rue de l’Exemple 12, 5000 Namur FASE 990001');

      const envoi = await writeEnvoi(visitor, { type, poId: register.po.id, values });
      const review = wordsOf(await visitor.get(`${envoi}/relire`));
      const { sentence, answers, label } = requestType(type);
      const payload = { ...stored, ...phonesAsTyped(type, values) };
      expect(review).toContain(label);
      expect(review).toContain(sentence(payload).replace(/[\s\u00a0]+/g, ' '));
      for (const answer of answers(payload)) expect(review).toContain(answer.value.replace(/[\s\u00a0]+/g, ' '));
      expect(review).toContain('Marie Présidente, présidente');

      const sent = await send(visitor, envoi);
      expect(sent.status).toBe(303);
      expect(pathOf(sent)).toBe(envoi.replace('/envoi/', '/merci/'));
      const rows = await storedEnvoi(register.database, envoi);
      expect(rows).toEqual([
        {
          reference: expect.stringMatching(/^[2-9A-HJ-NPR-Y]{8}$/),
          po_id: register.po.id,
          po_typed: null,
          submitter_name: 'Marie Présidente',
          submitter_email: 'marie@po.example',
          submitter_function: 'présidente',
          message: 'Élue à l’assemblée générale.\nMerci d’avance.',
          type,
          subject,
          state: 'submitted',
          payload: stored,
          arrivals: 1,
          acknowledgements: 1,
        },
      ]);

      // Bookmarked, reloaded: the same.
      const receipts = [await visitor.get(pathOf(sent)), await newVisitor(app).get(pathOf(sent))].map(wordsOf);
      for (const receipt of receipts) expect(receipt).toContain(formatReference(String(rows[0]?.reference)));
      expect(receipts[0]).toContain('Secrétariat Namur-Luxembourg');
      // What was sent is no longer kept in the browser: its pages lead to the receipt.
      expect(pathOf(await visitor.get(`${envoi}/relire`))).toBe(pathOf(sent));
    },
  );

  test('names a PO that is not in the list', async () => {
    const visitor = newVisitor(app);
    const search = await visitor.get('/po?demande=removal&q=introuvable');
    expect(wordsOf(search)).toContain('Aucun PO trouvé pour « introuvable »');
    expect(search.text).toContain('href="/po/autre?demande=removal"');
    const named = await visitor.post('/po/autre?demande=removal', {
      name: 'PO du Grenier',
      address: 'Rue Haute 1, 5000 Namur',
    });
    const envoi = pathOf(named).replace('/demandes/1', '');
    await visitor.post(`${envoi}/demandes/1`, everything.removal?.values);
    await visitor.post(`${envoi}/vous`, SUBMITTER);
    expect((await send(visitor, envoi)).status).toBe(303);
    expect(await storedEnvoi(register.database, envoi)).toMatchObject([
      { po_id: null, po_typed: { name: 'PO du Grenier', address: 'Rue Haute 1, 5000 Namur' } },
    ]);
  });

  test('says that a member has no e-mail address', async () => {
    const visitor = newVisitor(app);
    const values = { ...everything['new-member']?.values, email: '', noEmail: 'yes' };
    const envoi = await writeEnvoi(visitor, { type: 'new-member', poId: register.po.id, values });
    await send(visitor, envoi);
    expect((await storedEnvoi(register.database, envoi))[0]?.payload).toMatchObject({ email: null });
  });

  test('chooses one of the PO’s schools that are open, by name', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('po-change', register.po.id);
    const page = await visitor.get(`${envoi}/demandes/1`);
    expect(page.text).toContain(`<option value="${register.school.fase}">École du Croquis, 5000 Namur</option>`);
    expect(page.text).not.toContain('Ancienne école');
    const values = {
      schoolChange: 'closed',
      school: String(register.school.fase),
      schoolDate: date('30', '6', '2027'),
    };
    await visitor.post(`${envoi}/demandes/1`, values);
    await visitor.post(`${envoi}/vous`, SUBMITTER);
    expect(wordsOf(await visitor.get(`${envoi}/relire`))).toContain(`École du Croquis (FASE ${register.school.fase})`);
  });

  test('comes from a link that names the PO', async () => {
    const home = await newVisitor(app).get('/?po=990001');
    expect(home.text).toContain('href="/po?demande=removal&amp;q=990001"');
    expect(pathOf(await newVisitor(app).get('/demande/removal'))).toBe('/po?demande=removal');
  });
});

/** The review shows telephones as they were typed; they are rewritten when they are stored. */
function phonesAsTyped(type: string, values: FormBody): object {
  const phones = requestType(type).phones as string[];
  return Object.fromEntries(phones.map((field) => [field, values[field]]));
}
