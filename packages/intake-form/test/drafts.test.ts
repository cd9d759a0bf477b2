import { describe, expect, test } from '@jest/globals';
import type { Request, Response } from 'express';
import { cookieDrafts, DraftTooLongError } from '../src/server/drafts/cookie-drafts.ts';
import { newDraft } from '../src/server/drafts/draft.ts';
import { createSealer } from '../src/server/drafts/sealer.ts';

const key = 'k'.repeat(40);
const older = 'o'.repeat(40);
const draftKey = 'abcdefghijklmnopqrstuv';

describe('a sealed text', () => {
  test('opens with the key that sealed it, also when a newer one stands before it', () => {
    const sealed = createSealer([older], 'draft').seal('Jeanne Lambert', 'a');
    expect(sealed).not.toContain('Jeanne');
    expect(createSealer([key, older], 'draft').unseal(sealed, 'a')).toBe('Jeanne Lambert');
  });

  test('is nothing elsewhere, for another purpose, under another key or with one letter changed', () => {
    const sealer = createSealer([key], 'draft');
    const sealed = sealer.seal('Jeanne Lambert', 'a');
    expect(sealer.unseal(sealed, 'b')).toBeNull();
    expect(createSealer([key], 'other').unseal(sealed, 'a')).toBeNull();
    expect(createSealer([older], 'draft').unseal(sealed, 'a')).toBeNull();
    const middle = Math.floor(sealed.length / 2);
    expect(
      sealer.unseal(sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1), 'a'),
    ).toBeNull();
    for (const rubbish of ['', 'x', '%', 'A'.repeat(5_000)]) expect(sealer.unseal(rubbish, 'a')).toBeNull();
  });

  test('does not unfold into more than a form can hold', () => {
    const sealer = createSealer([key], 'draft');
    expect(sealer.unseal(sealer.seal('a'.repeat(1_000_000), 'a'), 'a')).toBeNull();
  });
});

/** A browser's drawer of cookies, as far as one path sees it. */
function drawer() {
  const cookies = new Map<string, { value: string; options: Record<string, unknown> }>();
  const res = {
    cookie: (name: string, value: string, options: Record<string, unknown>) => cookies.set(name, { value, options }),
    clearCookie: (name: string) => cookies.delete(name),
  } as unknown as Response;
  const req = () =>
    ({ headers: { cookie: [...cookies].map(([name, { value }]) => `${name}=${value}`).join('; ') } }) as Request;
  return { cookies, req, res };
}

const draft = newDraft(
  'removal',
  { id: null, name: 'PO du Grenier', address: 'Rue Haute 1' },
  new Date('2026-11-24T10:00:00Z'),
);
const withText = (text: string) => ({ ...draft, submitter: { ...draft.submitter, message: text } });
/** Does not become smaller when it is packed. */
const noise = (length: number) =>
  Array.from({ length }, (_, n) => String.fromCodePoint(0x4e00 + (((n * 2_654_435_761) >>> 7) % 20_000))).join('');

describe('a draft in cookies', () => {
  const drafts = cookieDrafts({ tokenKeys: [key], publicUrl: 'https://formulaire.po.example' });

  test('comes back as it was, with a version that tells changes apart', async () => {
    const { req, res, cookies } = drawer();
    await drafts.save(req(), res, draftKey, withText('Bonjour'));
    expect(await drafts.load(req(), draftKey)).toEqual({ ...withText('Bonjour'), version: 1 });
    expect(await drafts.load(req(), 'vutsrqponmlkjihgfedcba')).toBeNull();
    const [[name, { options }] = ['', { options: {} }]] = [...cookies];
    expect(name).toMatch(/^__Secure-/);
    expect(options).toMatchObject({ httpOnly: true, secure: true, sameSite: 'lax', path: `/envoi/${draftKey}` });
  });

  test('takes more cookies for a long text, and gives them back', async () => {
    const { req, res, cookies } = drawer();
    await drafts.save(req(), res, draftKey, withText(noise(2_000)));
    expect(cookies.size).toBe(2);
    for (const [name, { value }] of cookies) expect(name.length + value.length).toBeLessThan(4_096);
    expect((await drafts.load(req(), draftKey))?.submitter.message).toBe(noise(2_000));
    await drafts.save(req(), res, draftKey, withText('court'));
    expect(cookies.size).toBe(1);
    await drafts.clear(req(), res, draftKey);
    expect(cookies.size).toBe(0);
  });

  test('that does not fit is refused, and the former one stays', async () => {
    const { req, res } = drawer();
    await drafts.save(req(), res, draftKey, withText('avant'));
    await expect(drafts.save(req(), res, draftKey, withText(noise(6_000)))).rejects.toThrow(DraftTooLongError);
    expect((await drafts.load(req(), draftKey))?.submitter.message).toBe('avant');
  });
});
