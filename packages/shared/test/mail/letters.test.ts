import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { letterHtml } from '../../src/mail/letter-html.tsx';
import { letterText } from '../../src/mail/letter-text.ts';
import type { MailFacts } from '../../src/mail/mail-facts.ts';
import { LETTER_KINDS, type LetterKind } from '../../src/mail/mail-kinds.ts';
import { writeLetter } from '../../src/mail/render-mail.ts';
import { axeViolations, describeWithBrowser } from '../../src/testing/browser.ts';
import { launchBrowser, newVisitor } from '../../src/testing/launch-browser.ts';

const link = 'https://extranet.example/activation/Zk3vQ0m9Yw1b7dPpX2cT5rLhN8sJfKaE4uGiVoBqMxw';
const facts: MailFacts = {
  sender: {
    name: 'Secrétariat',
    email: 'secretariat@po.example',
    phone: '081 00 00 00',
    signature: 'Ce mail est envoyé par Guichet PO.',
  },
  reference: 'K7M4-P2XA',
  confirmed: true,
  sentence: 'Jeanne Lambert rejoint le PO le 1er septembre 2026',
  reason: 'La date précède l’assemblée générale <b>.',
  poName: 'ASBL Saint-Martin',
  mandateFrom: '2026-09-01',
  roles: ['Administrateur·rice', 'Trésorier·ère'],
  lastDay: '2027-08-31',
  ending: { lastDay: '2026-08-31', goesOn: false, proven: true },
  expiresAt: new Date('2026-12-08T10:00:00Z'),
  link,
  at: new Date('2026-11-24T10:05:00Z'),
  stage: null,
  cameBy: 'letter',
  questions: [
    { label: 'Date de début de mandat', message: 'Est-ce bien avant l’assemblée générale <b> ?' },
    { label: null, message: 'Et qui remplace l’ancienne trésorière ?' },
  ],
  lapsesOn: '8 décembre 2026',
  outcomes: [
    {
      what: '1. Jeanne Lambert rejoint le PO',
      outcome: 'C’est fait',
      reason: null,
      corrected: ['Adresse mail (vous aviez écrit : a@b.example)'],
    },
    {
      what: '2. Paul Exemple quitte le PO',
      outcome: 'Refusée, rien n’a changé',
      reason: 'Il est encore en fonction.',
      corrected: [],
    },
  ],
  answers: [
    { label: 'Demande 1', value: 'Nouveau membre' },
    { label: 'Prénom', value: 'Jeanne' },
  ],
  words: 'Bonjour, pouvez-vous nous appeler ?',
  mailing: { stage: 'submitted', subject: 'Comptes annuels', remark: 'La date est fausse.' },
  notices: [
    { kind: 'new', label: 'Nouvelle demande', what: 'Nouveau membre · ASBL Saint-Martin', reference: 'K7M4P2XA' },
  ],
};
const unproven: LetterKind[] = [
  ...(['resume-draft', 'acknowledgement', 'activation', 'activation-reminder', 'address-shared'] as const),
  ...(['confirm-new-address', 'tracking-link'] as const),
];

describe('every mail', () => {
  test.each(LETTER_KINDS)('%s says the same in HTML and in text, and loads nothing', (kind) => {
    const letter = writeLetter(kind, facts);
    const html = letterHtml(letter);
    const text = letterText(letter);
    for (const part of [letter.title, 'secretariat@po.example', ...(letter.action ? [letter.action.href] : [])]) {
      expect(html).toContain(part);
      expect(text).toContain(part);
    }
    expect(html).toContain('lang="fr-BE"');
    expect(html).not.toMatch(/<script|<img|url\(|<b>/);
    expect(letter.subject).not.toMatch(/Lambert|Saint-Martin/);
    for (const line of text.split('\n')) if (!line.includes('https://')) expect(line.length).toBeLessThanOrEqual(78);
  });

  test.each(unproven)('%s names neither person nor PO: nobody has confirmed the address', (kind) => {
    const letter = writeLetter(kind, facts);
    expect(letterHtml(letter) + letterText(letter)).not.toMatch(/Lambert|Saint-Martin/);
  });

  test.each([
    'envoi-settled',
    'request-rejected',
    'request-lapsed',
    'correction-asked',
    'correction-reminder',
    'correction-cancelled',
    'staff-message',
  ] as const)('%s to an address that is not confirmed holds the reference, the outcome and the link only', (kind) => {
    const unsaid = { confirmed: false, sentence: null, reason: null, questions: [], words: null };
    const outcomes = [{ what: 'Nouveau membre', outcome: 'C’est fait', reason: null, corrected: [] }];
    const text = letterText(writeLetter(kind, { ...facts, ...unsaid, outcomes }));
    expect(text).toContain('K7M4-P2XA');
    expect(text).toContain(link);
    expect(text).not.toMatch(/Lambert|assemblée/);
  });

  test('is not written without the link that it is about', () => {
    expect(() => writeLetter('activation', { ...facts, link: null })).toThrow(/link/);
  });
});

describeWithBrowser()('every mail, as drawn', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test.each(['light', 'dark'] as const)(
    'is readable by everyone at 320 px, %s',
    async (colorScheme) => {
      const visitor = await newVisitor(browser, { viewport: { width: 320, height: 600 }, colorScheme });
      const page = await visitor.newPage();
      for (const kind of LETTER_KINDS) {
        await page.setContent(letterHtml(writeLetter(kind, facts)));
        expect({ kind, violations: await axeViolations(page) }).toEqual({ kind, violations: [] });
        expect({ kind, width: await page.evaluate('document.documentElement.scrollWidth') }).toEqual({
          kind,
          width: 320,
        });
      }
      await visitor.close();
      // Two dozen letters, each looked at by axe.
    },
    90_000,
  );
});
