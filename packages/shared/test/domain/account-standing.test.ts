import { describe, expect, test } from '@jest/globals';
import { judgeAct } from '../../src/domain/account-acts.ts';
import type { AccountFacts } from '../../src/domain/account-facts.ts';
import { accountStanding, type StandingState } from '../../src/domain/account-standing.ts';

const NOW = new Date('2026-06-12T10:00:00Z');
const at = (text: string) => new Date(`2026-06-${text}T08:00:00Z`);
const address = 'lea@membres.example';

const account = (state: NonNullable<AccountFacts['account']>['state']): NonNullable<AccountFacts['account']> => ({
  ...{ state, email: state === 'waiting' ? null : address, pendingEmail: null, createdAt: at('01') },
  ...{ activatedAt: null, closedAt: null, hasFactors: false },
});
const link = { expiresAt: at('16'), openedAt: null, usedAt: null, voidedAt: null };
const mail: NonNullable<AccountFacts['mail']> = {
  ...{ state: 'sent', createdAt: at('02'), sentAt: at('02'), dueAt: null, words: null },
};
const invited: AccountFacts = {
  ...{ deceased: false, email: address, account: account('invited'), mandateNow: true, mandateAhead: null },
  ...{ link, mail, blocked: [] },
};
const with_ = (more: Partial<AccountFacts>): AccountFacts => ({ ...invited, ...more });

const pending = { ...mail, state: 'pending' as const, sentAt: null };
const failed = { ...mail, state: 'failed' as const, sentAt: null, words: '550 Mailbox full' };
const blocked = [{ address: 'Lea@membres.example', reason: '550 5.1.1 No such user' }];
const nobody = with_({ account: null, link: null, mail: null });
const active = with_({ account: { ...account('active'), activatedAt: at('05') } });
const keyed = with_({ account: { ...account('active'), activatedAt: at('05'), hasFactors: true } });
const closed = with_({ account: { ...account('closed'), closedAt: at('06') }, mandateNow: false });

describe('where an account stands', () => {
  const table: [string, AccountFacts, StandingState, RegExp][] = [
    ['without one', nobody, 'none', /une demande/],
    ['without one or an address', { ...nobody, email: null }, 'none', /adresse mail/],
    ['without one or a mandate', { ...nobody, mandateNow: false }, 'none', /Sans mandat/],
    ['that waits for an address', with_({ account: account('waiting') }), 'waiting-address', /une adresse à elle/],
    ['whose mail leaves now', with_({ mail: { ...pending, dueAt: NOW } }), 'to-send', /dans les minutes/],
    [
      'whose mail waits for a day',
      with_({ mail: { ...pending, dueAt: at('20') } }),
      'to-send',
      /le 20\/6\/2026 au matin/,
    ],
    ['whose mail left', invited, 'sent', /indésirables.*jusqu’au 16\/6\/2026/],
    ['whose mail was refused', with_({ mail: failed }), 'bounced', /« 550 Mailbox full ».*renvoyez/],
    ['whose address is blocked', with_({ blocked }), 'bounced', /5\.1\.1.*débloquez-la/],
    ['whose link was opened', with_({ link: { ...link, openedAt: at('03') } }), 'opened', /Lien ouvert le 3\/6\/2026/],
    ['whose link is too old', with_({ link: { ...link, expiresAt: at('11') } }), 'expired', /depuis le 11\/6\/2026/],
    [
      'whose opened link is too old',
      with_({ link: { ...link, openedAt: at('03'), expiresAt: at('11') } }),
      'expired',
      /Renvoyez/,
    ],
    ['whose link was taken back', with_({ link: { ...link, voidedAt: at('03') } }), 'expired', /Renvoyez/],
    ['whose mail never left', with_({ mail: { ...mail, state: 'cancelled' } }), 'expired', /Renvoyez/],
    ['that was never mailed', with_({ mail: null, link: null }), 'expired', /Renvoyez/],
    ['that is active', active, 'activated', /Mot de passe oublié/],
    [
      'that is active, another address to come',
      with_({ account: { ...account('active'), pendingEmail: 'neuf@membres.example' } }),
      'activated',
      /neuf@membres.example/,
    ],
    ['that is closed', closed, 'closed', /nouveau mandat/],
    ['of somebody who died', { ...closed, deceased: true }, 'closed', /Plus aucun mail/],
  ];
  test.each(table)('%s', (_, facts, state, next) => {
    const standing = accountStanding(facts, NOW);
    expect(standing).toMatchObject({ state, next: expect.stringMatching(next) });
  });
});

describe('what can be done for an account', () => {
  const possible: [string, Parameters<typeof judgeAct>[0], AccountFacts, RegExp][] = [
    ['the activation again', 'resend-activation', invited, /tout de suite.*ne fonctionneront plus/],
    ['the activation after a refusal', 'resend-activation', with_({ mail: failed }), /tout de suite/],
    [
      'the activation before the first day',
      'resend-activation',
      with_({ mandateNow: false, mandateAhead: '2026-09-01' }),
      /partira le 1\/9\/2026/,
    ],
    ['a link to a new password', 'send-reset', active, /lien court/],
    ['the factors that were lost', 'drop-factors', keyed, /son mot de passe suffit/],
    ['an address that is blocked no longer', 'unblock', with_({ blocked }), /Rien n’est envoyé/],
  ];
  test.each(possible)('%s', (_, act, facts, says) => {
    expect(judgeAct(act, facts, NOW)).toEqual({
      possible: true,
      to: expect.any(String),
      says: expect.stringMatching(says),
    });
  });

  const impossible: [string, Parameters<typeof judgeAct>[0], AccountFacts, RegExp][] = [
    ['for the dead', 'resend-activation', with_({ deceased: true }), /décédée/],
    ['for the dead, a password', 'send-reset', { ...active, deceased: true }, /décédée/],
    ['for the dead, an address', 'unblock', with_({ deceased: true, blocked }), /décédée/],
    ['without a mandate', 'resend-activation', with_({ mandateNow: false }), /aucun mandat/],
    ['without an address', 'resend-activation', { ...nobody, email: null }, /Aucune adresse/],
    ['without an account', 'resend-activation', nobody, /pas de compte/],
    ['once activated', 'resend-activation', active, /déjà activé/],
    [
      'while one waits for its day',
      'resend-activation',
      with_({ mail: { ...pending, dueAt: at('20') } }),
      /partira le 20\/6\/2026/,
    ],
    ['while one leaves', 'resend-activation', with_({ mail: { ...pending, dueAt: NOW } }), /en train de partir/],
    ['to a blocked address', 'resend-activation', with_({ blocked }), /débloquez d’abord/],
    ['who shares an address', 'resend-activation', with_({ account: account('waiting') }), /une adresse mail à elle/],
    ['to a closed account', 'resend-activation', { ...closed, mandateNow: true }, /fermé/],
    ['a password before the activation', 'send-reset', invited, /renvoyez plutôt l’activation/],
    ['a password to a blocked address', 'send-reset', { ...active, blocked }, /débloquez d’abord/],
    ['an address that is not blocked', 'unblock', invited, /Aucune adresse/],
    ['factors that are not there', 'drop-factors', active, /ni application/],
    ['factors before the activation', 'drop-factors', invited, /pas de compte activé/],
    ['for the dead, factors', 'drop-factors', { ...keyed, deceased: true }, /décédée/],
  ];
  test.each(impossible)('not %s', (_, act, facts, why) => {
    expect(judgeAct(act, facts, NOW)).toEqual({ possible: false, why: expect.stringMatching(why) });
  });
});
