import { expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { createMailStore, linksOf } from '../../src/mail-catcher/mail-store.ts';

const mail = (text: string) => simpleParser(`From: a@po.example\r\nTo: b@po.example\r\nSubject: S\r\n\r\n${text}`);

test('only the last mails are kept', async () => {
  const store = createMailStore(2);
  for (const text of ['one', 'two', 'three']) store.add(await mail(text), [], new Date(0));
  expect(store.list().map(({ text }) => text.trim())).toEqual(['three', 'two']);
  expect(store.find('1')).toBeUndefined();
});

test('large mails push the oldest out, but never the one that just came', async () => {
  const store = createMailStore(10, 10);
  store.add(await mail('a'.repeat(20)), [], new Date(0));
  store.add(await mail('b'.repeat(20)), [], new Date(0));
  expect(store.list().map(({ text }) => text[0])).toEqual(['b']);
});

test('links lose the punctuation of the sentence around them', () => {
  expect(linksOf('Voyez (http://localhost:3000/a), puis https://po.example/b?c=d.', '')).toEqual([
    'http://localhost:3000/a',
    'https://po.example/b?c=d',
  ]);
});
