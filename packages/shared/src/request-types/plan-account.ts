import type { CivilDate } from '../domain/dates.ts';
import { compareDates, dayBefore } from '../domain/dates.ts';
import { emailKey, sameEmail } from '../domain/email.ts';
import { derivedId } from '../domain/hash.ts';
import { formatName } from '../domain/names.ts';
import type { AccountStateRow, MandateState, PersonState, World } from '../effects/world.ts';
import type { PlanDraft } from './plan-draft.ts';

/** The account of a person, if there is one. */
export function accountOf(world: World, personId: string): AccountStateRow | null {
  return Object.values(world.accounts).find((account) => account.personId === personId) ?? null;
}

function otherUserOf(world: World, email: string, personId: string): AccountStateRow | null {
  return (
    Object.values(world.accounts).find(
      (account) =>
        account.personId !== personId && account.email !== null && emailKey(account.email) === emailKey(email),
    ) ?? null
  );
}

/**
 * What a new mandate means for the person's account: an invitation, a reopening, or a note to who has one already. `on`:
 * its first day, which may be past.
 */
export function planAccountForMandate(
  personId: string,
  mandateId: string,
  on: CivilDate,
  today: CivilDate,
  draft: PlanDraft,
): void {
  const person = draft.world.persons[personId];
  const mandate = draft.world.mandates[mandateId];
  if (!person || !mandate)
    throw new Error(`The plan opens mandate ${mandateId} for person ${personId}, one of which is missing.`);
  const account = accountOf(draft.world, personId);
  if (account?.state === 'active' && account.email) {
    draft.add({ kind: 'announce-mandate', mandateId, personId, poId: mandate.poId, email: account.email });
    return;
  }
  const { email } = person;
  if (!email) {
    draft.find('warning', 'no-email', 'Sans adresse mail, aucun compte ne sera créé.', { field: 'email' });
    return;
  }
  if (account?.state === 'invited') {
    planInvitationDay(account, mandateId, null, today, draft);
    return;
  }
  if (account?.state === 'closed' && account.keepsPassword && sameEmail(account.email ?? '', email)) {
    draft.add({ kind: 'restore-account', accountId: account.id, personId, mandateId, email, on });
    return;
  }
  if (findSharedSignIn(person, email, account, draft)) {
    holdAccount(personId, email, account, draft);
    return;
  }
  freeAddress(personId, email, draft);
  if (account) draft.add({ kind: 'reopen-account', accountId: account.id, personId, email, on });
  else draft.add({ kind: 'invite', accountId: derivedId('account', personId), personId, email, on });
}

/** A new e-mail of a known person: the contact changes at once, the sign-in only when the new address confirms. */
export function planAccountForEmail(personId: string, email: string, today: CivilDate, draft: PlanDraft): void {
  const person = draft.world.persons[personId];
  if (!person || person.deceased) return;
  const account = accountOf(draft.world, personId);
  if (account?.state === 'closed') return;
  if (account?.email && emailKey(account.email) === emailKey(email)) return;
  const mandate = liveMandates(draft.world, personId, today)[0];
  if (findSharedSignIn(person, email, account, draft)) {
    if (mandate) holdAccount(person.id, email, account, draft);
    return;
  }
  if (!mandate && account?.state !== 'active') return;
  freeAddress(personId, email, draft);
  if (account?.state === 'active' && account.email) {
    draft.add({ kind: 'propose-sign-in-address', accountId: account.id, personId, from: account.email, to: email });
    return;
  }
  const from = mandate?.period.from ?? today;
  const ahead = compareDates(from, today) > 0;
  if (account) {
    const effect = { kind: 'readdress-invitation', accountId: account.id, personId, email } as const;
    draft.add({ ...effect, ...(ahead ? { on: from } : {}) });
  } else {
    const on = ahead ? from : today;
    draft.add({ kind: 'invite', accountId: derivedId('account', personId), personId, email, on });
  }
}

/**
 * Who is invited already gets no second mail, unless the first one waits for a day and a mandate now begins before it: then
 * the mail leaves on that day. `former`: the first day that the mandate had; null when it is new.
 */
function planInvitationDay(
  account: AccountStateRow,
  mandateId: string,
  former: CivilDate | null,
  today: CivilDate,
  draft: PlanDraft,
): void {
  const { world } = draft;
  const { personId, email } = account;
  const from = world.mandates[mandateId]?.period.from;
  const others = liveMandates(world, personId, today).filter(({ id }) => id !== mandateId);
  const waitsFor =
    [...others.map(({ period }) => period.from), ...(former === null ? [] : [former])].sort()[0] ?? today;
  if (from === undefined || email === null || compareDates(waitsFor, today) <= 0 || compareDates(from, waitsFor) >= 0) {
    draft.find(
      'info',
      'already-invited',
      'Cette personne est déjà invitée : aucun autre mail d’activation ne partira.',
    );
    return;
  }
  draft.add({ kind: 'readdress-invitation', accountId: account.id, personId, email, on: from });
}

/** Whether the address opens somebody else's account today: said, with what to do. */
function findSharedSignIn(
  person: PersonState,
  email: string,
  account: AccountStateRow | null,
  draft: PlanDraft,
): boolean {
  const user = otherUserOf(draft.world, email, person.id);
  if (!user || user.state === 'closed') return false;
  const owner = draft.world.persons[user.personId];
  draft.find(
    'warning',
    'email-signs-in-someone-else',
    `${email} sert déjà à se connecter${owner ? ` à ${formatName(owner)}` : ' à quelqu’un d’autre'}.`,
    {
      detail:
        account?.state === 'active'
          ? 'Deux personnes ne peuvent pas partager un compte : l’adresse de connexion ne change pas. Demandez une adresse personnelle.'
          : 'Deux personnes ne peuvent pas partager un compte. Vous pouvez approuver : le compte attendra une adresse personnelle, à demander à la personne, et l’invitation partira d’elle-même quand elle sera enregistrée.',
      field: 'email',
    },
  );
  return true;
}

/** Nobody signs in with an account that is closed: it gives the address up to who comes in now. */
function freeAddress(personId: string, email: string, draft: Pick<PlanDraft, 'world' | 'add'>): void {
  const former = otherUserOf(draft.world, email, personId);
  if (former?.state !== 'closed' || former.email === null) return;
  draft.add({ kind: 'leave-address', accountId: former.id, personId: former.personId, email: former.email });
}

/** The second person waits, visibly, for an address of their own; who waits already, or signs in with another one, goes on. */
function holdAccount(personId: string, email: string, account: AccountStateRow | null, draft: PlanDraft): void {
  if (account?.state === 'active' || account?.state === 'waiting') return;
  const accountId = account?.id ?? derivedId('account', personId);
  draft.add({ kind: 'hold-account', accountId, personId, email });
}

/** Says when the account closes, if nothing but what just ended kept it open. */
export function planAccountAfterEnd(personId: string, draft: PlanDraft): void {
  const account = accountOf(draft.world, personId);
  if (!account || account.state === 'closed') return;
  const mandates = Object.values(draft.world.mandates).filter(
    (mandate) => mandate.personId === personId && !mandate.annulled,
  );
  if (mandates.some((mandate) => mandate.period.to === null)) return;
  const last = mandates
    .map((mandate) => mandate.period.to ?? '')
    .sort()
    .at(-1);
  if (last) draft.add({ kind: 'close-account', accountId: account.id, personId, after: last });
}

/** The same after a mandate was annulled: it kept nothing open, not even in the past. */
export function planAccountAfterAnnulment(personId: string, today: CivilDate, draft: PlanDraft): void {
  const account = accountOf(draft.world, personId);
  if (!account || account.state === 'closed') return;
  const left = Object.values(draft.world.mandates).some((other) => other.personId === personId && !other.annulled);
  if (left) planAccountAfterEnd(personId, draft);
  else draft.add({ kind: 'close-account', accountId: account.id, personId, after: dayBefore(today) });
}

/**
 * A mandate that was over or not known goes on: who has no account, or a closed one, is invited. `former`: its first day
 * as it was; who is invited for that day is invited sooner when it begins sooner.
 */
export function planAccountForReturn(
  personId: string,
  mandateId: string,
  today: CivilDate,
  draft: PlanDraft,
  former: CivilDate | null = null,
): void {
  const live = liveMandates(draft.world, personId, today).find(({ id }) => id === mandateId);
  if (!live) return;
  const account = accountOf(draft.world, personId);
  if (account?.state === 'invited' && former !== null && compareDates(live.period.from, former) < 0) {
    planInvitationDay(account, mandateId, former, today, draft);
    return;
  }
  if (account && account.state !== 'closed') return;
  planAccountForMandate(
    personId,
    mandateId,
    compareDates(live.period.from, today) > 0 ? live.period.from : today,
    today,
    draft,
  );
}

/** Mandates of a person that go on today or start later, the earliest first. */
export function liveMandates(world: World, personId: string, today: CivilDate): MandateState[] {
  return Object.values(world.mandates)
    .filter((mandate) => mandate.personId === personId && !mandate.annulled)
    .filter((mandate) => mandate.period.to === null || compareDates(mandate.period.to, today) >= 0)
    .sort((a, b) => compareDates(a.period.from, b.period.from) || (a.id < b.id ? -1 : 1));
}

/** Warns when somebody else is recorded with that address: couples share one, and so do slips of the keyboard. */
export function findSharedEmail(personId: string | null, email: string, draft: PlanDraft): void {
  const others = Object.values(draft.world.persons)
    .filter(
      (other) =>
        other.id !== personId &&
        other.mergedInto === undefined &&
        other.email !== null &&
        emailKey(other.email) === emailKey(email),
    )
    .map(formatName)
    .sort((a, b) => a.localeCompare(b, 'fr'));
  if (others.length === 0) return;
  draft.find('warning', 'email-in-use', `Cette adresse mail est aussi celle de ${others.join(', ')}.`, {
    field: 'email',
  });
}
