import { describe, expect, test } from '@jest/globals';
import { type Gap, gapsOn, isWorthTelling, type MandateFacts } from '../../src/domain/completeness.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES, type Role } from '../../src/domain/roles.ts';
import { nameGap, sayGap } from '../../src/domain/say-gap.ts';

const DAY = '2026-03-01';
let made = 0;

function member(roles: Role[], more: Partial<MandateFacts> = {}): MandateFacts {
  made += 1;
  const period = more.period ?? { from: '2020-09-01', to: null };
  return {
    mandateId: `mandate ${made}`,
    personId: `person ${made}`,
    period,
    roles: roles.map((role) => ({ role, period })),
    ...{ deceased: false, hasEmail: true, hasAccount: true, bounced: false },
    ...more,
  };
}

const complete = () => [member(['president']), member(['treasurer']), member(['secretary'])];
const told = (mandates: MandateFacts[], day = DAY) =>
  gapsOn(mandates, day).filter((gap) => isWorthTelling(gap, DEFAULT_SINGLE_HOLDER_ROLES));
const short = (gaps: Gap[]) => gaps.map(({ kind, role }) => `${kind} ${role ?? ''}`.trim());

describe('a PO with its three officers', () => {
  test('lacks nothing, and optional roles that nobody holds are no gap', () => {
    expect(told(complete())).toEqual([]);
    expect(short(gapsOn(complete(), DAY))).toContain('unheld prevention-adviser');
  });
  test('may have members without a role, and several administrators', () => {
    expect(told([...complete(), member([]), member(['administrator']), member(['administrator'])])).toEqual([]);
  });
  test('lacked all of them before they began', () => {
    expect(short(told(complete(), '2020-08-31'))).toEqual(['unheld president', 'unheld treasurer', 'unheld secretary']);
  });
});

test('two presidents are told with both, and two administrators are not', () => {
  const mandates = [...complete(), member(['president', 'administrator']), member(['administrator'])];
  const [gap, ...others] = told(mandates);
  expect(gap).toEqual({
    kind: 'several',
    role: 'president',
    personIds: [mandates[0]?.personId, mandates[3]?.personId],
  });
  expect(others).toEqual([]);
});

test('a president or secretary without address is told, a treasurer without one is not', () => {
  const none = { hasEmail: false };
  const mandates = [member(['president'], none), member(['treasurer'], none), member(['secretary'], none)];
  expect(short(told(mandates))).toEqual(['no-email president', 'no-email secretary']);
});

test('of who died, neither address nor account is missing', () => {
  const gone = { deceased: true, hasEmail: false, hasAccount: false, bounced: true };
  expect(told([...complete(), member([], gone)])).toEqual([]);
});

test('members without account and members whose mail came back are told, those of the past and to come are not', () => {
  const none = { hasAccount: false, bounced: true };
  const other = [
    member([], { ...none, period: { from: '2010-01-01', to: '2019-12-31' } }),
    member([], { ...none, period: { from: '2027-01-01', to: null } }),
  ];
  expect(told([...complete(), ...other])).toEqual([]);
  expect(short(told([...complete(), member([], none)]))).toEqual(['no-account', 'bounced']);
});

describe('what ends within 60 days', () => {
  const ending = (to: string, more: MandateFacts[] = []) => {
    const leaver = member(['administrator'], { period: { from: '2020-09-01', to } });
    return told([...complete(), leaver, ...more.map((next) => ({ ...next, personId: leaver.personId }))]);
  };
  test.each([
    ['today', '2026-03-01', 1],
    ['in 60 days', '2026-04-30', 1],
    ['in 61 days', '2026-05-01', 0],
    ['yesterday', '2026-02-28', 0],
  ])('a mandate that ends %s', (_, to, count) => {
    expect(ending(to)).toHaveLength(count);
  });
  test('names the day', () => {
    expect(ending('2026-04-30')[0]).toMatchObject({ kind: 'ending', role: null, on: '2026-04-30' });
  });
  test('is not told of a mandate that a new one of the same person continues', () => {
    expect(ending('2026-03-31', [member([], { period: { from: '2026-04-01', to: null } })])).toEqual([]);
    expect(ending('2026-03-31', [member([], { period: { from: '2026-04-02', to: null } })])).toHaveLength(1);
  });
  test('is told of a role that nobody takes over, within a mandate that goes on', () => {
    const treasurer = member([], {
      roles: [{ role: 'treasurer', period: { from: '2020-09-01', to: '2026-03-31' } }],
    });
    const [president, , secretary] = complete();
    const others = [president, secretary].filter((one) => one !== undefined);
    expect(short(told([...others, treasurer]))).toEqual(['ending treasurer']);
    const next = member([], { roles: [{ role: 'treasurer', period: { from: '2026-04-01', to: null } }] });
    expect(told([...others, treasurer, next])).toEqual([]);
  });
});

test('sentences name role, people and day', () => {
  const names: Record<string, string> = { a: 'Anne Maquet', b: 'Luc Essai' };
  const say = (gap: Gap) => sayGap(gap, (id) => names[id] ?? '');
  expect(say({ kind: 'unheld', role: 'treasurer', personIds: [] })).toBe(
    'Personne ne tient le rôle « Trésorier·ère ».',
  );
  expect(say({ kind: 'several', role: 'president', personIds: ['a', 'b'] })).toBe(
    '2 personnes tiennent le rôle « Président·e » : Anne Maquet et Luc Essai.',
  );
  expect(say({ kind: 'no-account', role: null, personIds: ['a', 'b'] })).toBe(
    'Anne Maquet et Luc Essai n’ont pas de compte extranet.',
  );
  expect(say({ kind: 'ending', role: null, personIds: ['a'], on: '2026-08-31' })).toBe(
    'Le mandat d’Anne Maquet se termine le 31/8/2026.',
  );
  expect(nameGap('unheld', 'president')).toBe('sans président');
  expect(nameGap('ending', null)).toBe('mandat bientôt terminé');
});

test('what ends on the last day of a PO that closes needs nobody after it', () => {
  const to = '2026-03-31';
  const mandates = [...complete(), member(['administrator'], { period: { from: '2020-09-01', to } })];
  const told = (closedOn: string | null) =>
    short(gapsOn(mandates, DAY, closedOn)).filter((gap) => gap.startsWith('ending'));
  expect(told(null)).toEqual(['ending']);
  expect(told(to)).toEqual([]);
  expect(told('2026-04-30')).toEqual(['ending']);
});
