import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { createMailStore, linksOf } from '../../src/mail-catcher/mail-store.ts';

const mail = (text: string) => simpleParser(`From: a@po.example\r\nTo: b@po.example\r\nSubject: S\r\n\r\n${text}`);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-mails-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('mails are there after a restart, and numbers are not used again', async () => {
  const store = createMailStore(folder);
  for (const text of ['one', 'two']) store.add(await mail(text), ['b@po.example'], new Date(0));
  const before = structuredClone(store.list());
  writeFileSync(join(folder, '3.json'), '{"id":');
  writeFileSync(join(folder, 'draft'), 'half');

  const after = createMailStore(folder);
  expect(after.list()).toEqual(before);
  expect(after.add(await mail('three'), [], new Date(0)).id).toBe('3');
  expect(createMailStore(folder).list()).toHaveLength(3);
  after.clear();
  expect(createMailStore(folder).list()).toEqual([]);
});

test('only the last mails are kept', async () => {
  const store = createMailStore(folder, 2);
  for (const text of ['one', 'two', 'three']) store.add(await mail(text), [], new Date(0));
  expect(store.list().map(({ text }) => text.trim())).toEqual(['three', 'two']);
  expect(store.find('1')).toBeUndefined();
  expect(readdirSync(folder).sort()).toEqual(['2.json', '3.json']);
});

test('large mails push the oldest out, but never the one that just came', async () => {
  const store = createMailStore(folder, 10, 10);
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
