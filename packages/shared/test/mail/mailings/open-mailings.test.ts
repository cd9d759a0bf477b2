import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { keepMailings } from '../../../src/mail/mailings/open-mailings.ts';
import type { WorkContext } from '../../../src/queue/work-context.ts';

const ctx = {} as WorkContext;
const write = () => {
  throw new Error('no letter is asked for');
};
const rates = { overall: 0, perDomain: 0 };
const text = jest.fn(async (_ctx: WorkContext, _mailingId: string) => ({ write }));
const pace = jest.fn(async (_ctx: WorkContext, _mailingId: string) => ({ rates }));
const mail = (mailingId: string, mailingVersion = 1) => ({ mailingId, mailingVersion });

let now = 0;

beforeEach(() => {
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  text.mockClear();
  pace.mockClear();
});
afterEach(() => {
  jest.restoreAllMocks();
});

test('the text and the files of a mailing that leaves are read once, its pace every few seconds', async () => {
  const { open } = keepMailings({ text, pace });
  for (let turn = 0; turn < 4; turn += 1) {
    expect(await open(ctx, mail('a'))).toEqual({ write, rates });
    now += 6_000;
  }
  expect(text).toHaveBeenCalledTimes(1);
  expect(pace).toHaveBeenCalledTimes(4);
});

test('another version is read anew, and what could not be read is asked for again', async () => {
  const { open } = keepMailings({ text, pace });
  await open(ctx, mail('a'));
  text.mockRejectedValueOnce(new Error('away'));
  await expect(open(ctx, mail('a', 2))).rejects.toThrow('away');
  await open(ctx, mail('a', 2));
  expect(text).toHaveBeenCalledTimes(3);
});

test('few are kept at once', async () => {
  const { open } = keepMailings({ text, pace });
  for (const id of ['a', 'b', 'c', 'd', 'e', 'a']) await open(ctx, mail(id));
  expect(text).toHaveBeenCalledTimes(6);
});
