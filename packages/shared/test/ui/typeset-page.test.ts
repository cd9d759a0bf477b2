import { expect, test } from '@jest/globals';
import { createElement } from 'react';
import { renderDocument } from '../../src/http/render-page.ts';
import { wrapLines } from '../../src/mail/letter-text.ts';

const el = createElement;

test('no line of a page begins with a sign that belongs to the line before', () => {
  const page = renderDocument(
    el(
      'p',
      { title: 'Quoi ?' },
      'Un lien « ',
      'Mon PO',
      ' » : ',
      el('a', { href: '/x' }, 'le voici'),
      ' ; encore ? Non !',
    ),
  );
  expect(page).toBe(
    '<!doctype html><p title="Quoi ?">Un lien «\u00a0<!-- -->Mon PO<!-- -->\u00a0»\u00a0: <a href="/x">le voici</a>\u00a0; encore\u00a0? Non\u00a0!</p>',
  );
});

test('what is copied, sent back or run stays letter for letter', () => {
  const kept = el(
    'div',
    null,
    el('title', null, 'Erreur : x'),
    el('code', null, 'a : b'),
    el('textarea', { readOnly: true, value: 'Quoi ?' }),
    el('script', { dangerouslySetInnerHTML: { __html: 'x ? 1 : 2' } }),
  );
  expect(renderDocument(kept)).not.toContain('\u00a0');
});

test('what the browser takes over stays as React wrote it, and nothing after it', () => {
  const page = el(
    'main',
    null,
    el(
      'div',
      { 'data-hydrated': true },
      el('div', null, 'Quoi ?'),
      el('p', null, 'Ici : ', el('div', null, 'là ?')),
      'Oui ?',
    ),
    el('div', null, 'Fini ?'),
  );
  expect(renderDocument(page)).toBe(
    '<!doctype html><main><div data-hydrated="true"><div>Quoi ?</div><p>Ici : <div>là ?</div></p>Oui ?</div><div>Fini\u00a0?</div></main>',
  );
});

test('no line of a mail as plain text begins with one either', () => {
  expect(wrapLines('Une question ? Le lien : « ici » (12 345).', 14).split('\n')).toEqual([
    'Une question ?',
    'Le lien :',
    '« ici »',
    '(12 345).',
  ]);
});
