import { describe, expect, test } from '@jest/globals';
import { type MailingBody, mailingBody } from '../../../src/contracts/mailing-body.ts';
import { type CheckedMailing, mailingFindings, pagesOf } from '../../../src/domain/mailings/mailing-findings.ts';

const FILE = '11111111-1111-4111-8111-111111111111';
const text = (words: string, href?: string) => ({
  ...{ type: 'text', text: words },
  ...(href ? { marks: [{ type: 'link', attrs: { href } }] } : {}),
});
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const heading = (level: number, words: string) => ({ type: 'heading', attrs: { level }, content: [text(words)] });
const image = (alt: string, decorative = false) => ({ type: 'image', attrs: { fileId: FILE, alt, decorative } });
const row = (type: string) => ({
  type: 'tableRow',
  content: [{ type, attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(text('Quand'))] }],
});
const doc = (...content: object[]): MailingBody => mailingBody.parse({ type: 'doc', content });
const mailing = (body: MailingBody, more: Partial<CheckedMailing> = {}): CheckedMailing => ({
  ...{ subject: 'Vos comptes annuels', body, textPart: null, textIsBehind: false, bytes: 0, mostBytes: 10 },
  ...more,
});
const codes = (body: MailingBody, more: Partial<CheckedMailing> = {}) =>
  mailingFindings(mailing(body, more)).map(({ code, level, where }) => [code, level, where]);
const FINE = doc(paragraph(text('Bonjour, voici '), text('le calendrier', 'https://exemple.example/a'), text('.')));

describe('what to know before a mailing leaves', () => {
  test('nothing of a text that is fine', () => {
    const good = doc(heading(2, 'Dates'), heading(3, 'Détail'), image('Le plan'), image('', true), {
      type: 'table',
      content: [row('tableHeader'), row('tableCell')],
    });
    expect(codes(FINE)).toEqual([]);
    expect(codes(good)).toEqual([]);
  });

  test('no subject and no text keep it from leaving', () => {
    expect(codes(doc(paragraph(text(' '))), { subject: ' ' })).toEqual([
      ['no-subject', 'blocking', { part: 'subject' }],
      ['no-body', 'blocking', { part: 'body', block: 0 }],
    ]);
  });

  test('a subject that shouts, is too long, or names a variable that is none', () => {
    expect(codes(FINE, { subject: 'COMPTES ANNUELS {{prénom}}' })).toEqual([
      ['shouting', 'warning', { part: 'subject' }],
    ]);
    expect(codes(FINE, { subject: `Vos comptes ${'x'.repeat(80)}` })).toEqual([
      ['long-subject', 'warning', { part: 'subject' }],
    ]);
    expect(codes(FINE, { subject: 'Vos comptes {{date}}' })).toEqual([
      ['unknown-variable', 'blocking', { part: 'subject' }],
    ]);
  });

  test('images without words, tables without a head, levels that are skipped, each where it stands', () => {
    const body = doc(heading(3, 'Détail'), image(''), { type: 'table', content: [row('tableCell')] }, heading(2, ' '));
    expect(codes(body)).toEqual([
      ['skipped-level', 'warning', { part: 'body', block: 0 }],
      ['image-without-words', 'blocking', { part: 'body', block: 1 }],
      ['table-without-head', 'warning', { part: 'body', block: 2 }],
      ['empty-heading', 'warning', { part: 'body', block: 3 }],
    ]);
  });

  test('links that do not say where they lead, whatever their runs', () => {
    const body = doc(
      paragraph(text('Cliquez ', 'https://a.example'), text('ICI !', 'https://a.example'), text(' ou {{lieu}}')),
    );
    expect(codes(body)).toEqual([
      ['poor-link', 'warning', { part: 'body', block: 0 }],
      ['unknown-variable', 'blocking', { part: 'body', block: 0 }],
    ]);
  });

  test('files that are too heavy, and a text part that was left behind', () => {
    expect(codes(FINE, { bytes: 11, textPart: 'Bonjour {{x}}', textIsBehind: true })).toEqual([
      ['too-heavy', 'blocking', { part: 'files' }],
      ['text-behind', 'warning', { part: 'text-part' }],
      ['unknown-variable', 'blocking', { part: 'text-part' }],
    ]);
  });

  test('pages are named once, with the block of the first link; addresses of mail are no pages', () => {
    const body = doc(
      paragraph(text('un', 'https://a.example/'), text('écrire', 'mailto:a@b.example')),
      paragraph(text('encore', 'https://a.example/'), text('deux', 'https://b.example/')),
    );
    expect(pagesOf(body)).toEqual([
      { href: 'https://a.example/', block: 0 },
      { href: 'https://b.example/', block: 1 },
    ]);
  });
});
