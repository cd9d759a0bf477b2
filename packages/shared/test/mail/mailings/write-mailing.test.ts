import { describe, expect, test } from '@jest/globals';
import { EMPTY_BODY, type MailingBody, mailingBody } from '../../../src/contracts/mailing-body.ts';
import type { MailingContent, MailingFacts } from '../../../src/mail/mailings/mailing-facts.ts';
import { mailingText } from '../../../src/mail/mailings/mailing-text.ts';
import { writeMailing } from '../../../src/mail/mailings/write-mailing.tsx';

const FILE = '11111111-1111-4111-8111-111111111111';
const text = (words: string, marks?: object[]) => ({ type: 'text', text: words, ...(marks ? { marks } : {}) });
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const variable = (name: string) => ({ type: 'variable', attrs: { name } });
const doc = (...content: object[]): MailingBody => mailingBody.parse({ type: 'doc', content });
const cell = (type: string, words: string) => ({
  type,
  attrs: { colspan: 1, rowspan: 1 },
  content: [paragraph(text(words))],
});
const TABLE = {
  type: 'table',
  content: [
    { type: 'tableRow', content: [cell('tableHeader', 'Quand'), cell('tableHeader', 'Quoi')] },
    { type: 'tableRow', content: [cell('tableCell', '15 janvier'), cell('tableCell', 'Comptes')] },
  ],
};

const content = (body: MailingBody, more: Partial<MailingContent> = {}): MailingContent => ({
  ...{ kind: 'information', subject: 'Vos comptes, {{prénom}}', body, textPart: null, files: [] },
  ...more,
});
const facts = (more: Partial<MailingFacts> = {}): MailingFacts => ({
  firstName: 'Jeanne',
  lastName: 'Lambert',
  reasons: [{ poName: 'Collège de la Maquette', role: 'treasurer', since: '2023-09-01', insteadOf: null }],
  sender: { name: 'Secrétariat', email: 'secretariat@exemple.example', phone: '', signature: 'Le secrétariat' },
  unsubscribeUrl: 'https://extranet.example/desinscription/abc',
  archiveUrl: 'https://extranet.example/courriers/1',
  ...more,
});

test('long items of the text part go on under their own words', () => {
  const words = 'un modèle plus court que celui de avant et qui se remplit à l’écran, en deux pages seulement';
  const item = { type: 'listItem', content: [paragraph(text(words))] };
  const { text: plain } = writeMailing(content(doc({ type: 'bulletList', content: [item] })), facts());
  expect(plain).toMatch(/^- un modèle .*\n {2}\S/m);
});

describe('variables', () => {
  const greeting = doc(
    paragraph(text('Bonjour '), variable('first-name'), text(', trésorier de '), variable('po'), text('.')),
  );

  test('are replaced in the subject, the HTML and the text alike, chips and typed words', () => {
    const mail = writeMailing(content(greeting), facts());
    expect(mail.subject).toBe('Vos comptes, Jeanne');
    expect(mail.html).toContain('Bonjour Jeanne, trésorier de Collège de la Maquette.');
    expect(mail.text).toContain('Bonjour Jeanne, trésorier de Collège de la Maquette.');
  });

  test('leave a sentence that reads well where no name may be written', () => {
    const body = doc(
      paragraph(text('Bonjour '), variable('first-name'), text(' '), variable('last-name'), text(',')),
      paragraph(variable('first-name'), text(', voici vos comptes.')),
      paragraph(text('{{ Prenom }} {{nom}}, à bientôt. {{date}}')),
    );
    const { subject, html, text: plain } = writeMailing(content(body), facts({ firstName: null, lastName: null }));
    expect(subject).toBe('Vos comptes,');
    expect(html).toContain('>Bonjour,</p>');
    expect(html).toContain('>Voici vos comptes.</p>');
    expect(html).toContain('>À bientôt. {{date}}</p>');
    expect(plain).toContain('Bonjour,\n\nVoici vos comptes.\n\nÀ bientôt. {{date}}');
    expect(html + plain).not.toMatch(/Jeanne|Lambert/);
  });

  test('join several POs and roles as one says them', () => {
    const reasons = [
      ...facts().reasons,
      { poName: 'École du Pont', role: 'secretary' as const, since: '2022-01-01', insteadOf: null },
      { poName: 'École du Pont', role: 'president' as const, since: '2022-01-01', insteadOf: 'po-referent' as const },
    ];
    const body = doc(paragraph(variable('role'), text(' de '), variable('po')));
    const mail = writeMailing(content(body), facts({ reasons }));
    expect(mail.text.replaceAll('\n', ' ')).toContain(
      'trésorier·ère, secrétaire et président·e de Collège de la Maquette et École du Pont',
    );
    expect(mail.text.replaceAll('\n', ' ')).toContain(
      'Vous recevez ce courrier comme trésorier·ère du PO Collège de la Maquette, secrétaire du PO École du Pont et président·e du PO École du Pont (à défaut de référent·e PO joignable).',
    );
  });

  test('are each recipient’s own, though what is the same is made once', () => {
    const shared = content(greeting);
    expect(writeMailing(shared, facts()).html).toContain('Jeanne');
    const other = writeMailing(shared, facts({ firstName: 'Paul' })).html;
    expect(other).toContain('Bonjour Paul');
    expect(other).not.toContain('Jeanne');
  });
});

describe('a mailing as HTML', () => {
  test('escapes whatever is typed or recorded', () => {
    const evil = '<script>alert(1)</script>&"\'';
    const body = doc(paragraph(text(evil), variable('po')));
    const { html } = writeMailing(
      content(body, { subject: evil }),
      facts({ reasons: [{ poName: evil, role: null, since: null, insteadOf: null }] }),
    );
    expect(html).not.toContain('<script>');
  });

  test('has headings below its title, a head for the table, and the words of images', () => {
    const file = { id: FILE, name: 'plan.png', kind: 'png' as const, attached: false, content: Buffer.from('x') };
    const image = { type: 'image', attrs: { fileId: FILE, alt: 'Le plan', decorative: false } };
    const body = doc({ type: 'heading', attrs: { level: 2 }, content: [text('Dates')] }, TABLE, image);
    const mail = writeMailing(content(body, { files: [file] }), facts());
    expect(mail.html).toMatch(/<h1[^>]*>Vos comptes, Jeanne<\/h1>/);
    expect(mail.html).toMatch(/<h2[^>]*>Dates<\/h2>/);
    expect(mail.html).toMatch(/<th [^>]*scope="col"/);
    expect(mail.html).toContain(`src="cid:${FILE}@guichet-po.invalid" alt="Le plan"`);
    expect(mail.images).toEqual([
      { fileName: 'plan.png', contentType: 'image/png', content: file.content, cid: `${FILE}@guichet-po.invalid` },
    ]);
    expect(mail.html).not.toMatch(/src="(?!cid:)|<link/);
  });

  test('tells at its foot why one gets it, and how to leave or why one cannot', () => {
    const leaving = writeMailing(content(EMPTY_BODY), facts());
    expect(leaving.html).toContain('Vous recevez ce courrier comme trésorier·ère du PO Collège de la Maquette.');
    expect(leaving.html).toContain('href="https://extranet.example/desinscription/abc"');
    expect(leaving.text).toContain('https://extranet.example/desinscription/abc');
    const duty = writeMailing(content(EMPTY_BODY, { kind: 'duty' }), facts({ unsubscribeUrl: null }));
    expect(duty.html).toContain('on ne peut pas s’en désinscrire');
  });
});

describe('the text part', () => {
  test('reads without the HTML: headings, lists within lists, links with their address, tables', () => {
    const link = [{ type: 'link', attrs: { href: 'https://exemple.example/a' } }];
    const item = (...inside: object[]) => ({ type: 'listItem', content: inside });
    const body = doc(
      { type: 'heading', attrs: { level: 2 }, content: [text('Dates')] },
      {
        type: 'orderedList',
        attrs: { start: 1 },
        content: [
          item(paragraph(text('Lire')), { type: 'bulletList', content: [item(paragraph(text('vite')))] }),
          item(paragraph(text('Signer'))),
        ],
      },
      paragraph(text('Voir '), text('le ', link), text('site', [{ type: 'bold' }, ...link]), text('.')),
      paragraph(text('https://exemple.example/a', link)),
      TABLE,
    );
    expect(mailingText(body)).toBe(
      [
        'Dates\n=====',
        '1. Lire\n   - vite\n2. Signer',
        'Voir le site (https://exemple.example/a).',
        'https://exemple.example/a',
        'Quand      | Quoi\n-----------|--------\n15 janvier | Comptes',
      ].join('\n\n'),
    );
  });

  test('tells a wide table row by row', () => {
    const wide = 'x'.repeat(60);
    const rows = [TABLE.content[0], { type: 'tableRow', content: [cell('tableCell', wide), cell('tableCell', wide)] }];
    expect(mailingText(doc({ type: 'table', content: rows } as object))).toBe(`Quand : ${wide}\nQuoi : ${wide}`);
  });

  test('is what staff made of it, with its variables', () => {
    const mail = writeMailing(content(EMPTY_BODY, { textPart: 'Cher {{prénom}},\n\nÀ vous.' }), facts());
    expect(mail.text).toContain('Cher Jeanne,\n\nÀ vous.');
  });
});

describe('what may stand in a text', () => {
  const refused: [string, unknown][] = [
    ['a script as a link', doc0(text('a', [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }]))],
    ['data as a link', doc0(text('a', [{ type: 'link', attrs: { href: 'data:text/html,x' } }]))],
    ['a link with a password', doc0(text('a', [{ type: 'link', attrs: { href: 'https://a:b@exemple.example' } }]))],
    ['a link that is not whole', doc0(text('a', [{ type: 'link', attrs: { href: '/chemin' } }]))],
    ['attributes of its own', doc0(text('a', [{ type: 'link', attrs: { href: 'https://a.example', onclick: 'x' } }]))],
    ['an unknown mark', doc0(text('a', [{ type: 'textStyle', attrs: { color: 'red' } }]))],
    ['an unknown node', { type: 'doc', content: [{ type: 'html', attrs: { html: '<b>' } }] }],
    [
      'a picture from elsewhere',
      { type: 'doc', content: [{ type: 'image', attrs: { src: 'https://a.example/p.png' } }] },
    ],
    ['a heading of level 1', { type: 'doc', content: [{ type: 'heading', attrs: { level: 1 } }] }],
    ['an unknown variable', doc0(variable('password'))],
    ['too much', doc0(text('x'.repeat(50_000)))],
    ['lists without an end', deep(2_000)],
    ['characters that hold places', doc0(text('\ue010'))],
    ['nothing', null],
  ];
  test.each(refused)('not %s', (_, value) => {
    expect(mailingBody.safeParse(value).success).toBe(false);
  });
});

function doc0(...content: object[]) {
  return { type: 'doc', content: [{ type: 'paragraph', content }] };
}

function deep(levels: number): unknown {
  let inside: object = { type: 'paragraph' };
  for (let level = 0; level < levels; level += 1) {
    inside = { type: 'bulletList', content: [{ type: 'listItem', content: [inside] }] };
  }
  return { type: 'doc', content: [inside] };
}
