import { canonicalJson } from '../domain/canonical-json.ts';
import { type CivilDate, compareDates, dayBefore, formatDate } from '../domain/dates.ts';
import { emailKey, sameEmail } from '../domain/email.ts';
import { derivedId } from '../domain/hash.ts';
import { formatName } from '../domain/names.ts';
import { formatPeriod, type Period, periodsOverlap } from '../domain/periods.ts';
import { ROLE_FUNCTIONS } from '../domain/roles.ts';
import { PERSON_FIELD_LABELS, PO_FIELD_LABELS } from './describe-effect.ts';
import type { Effect, EffectKind, EffectOf } from './effect.ts';
import { LIFE_INVERSES } from './invert-po-life.ts';
import type { Written } from './replay.ts';
import type { AccountStateRow, MandateState, RoleState, World } from './world.ts';

/** What takes an effect back; or why it cannot be taken back any more; or what should be known about it. */
export type Inverse = { effects: Effect[]; cannot?: string; told?: string };

export type InverseContext = {
  /** As it stands, with what was inverted before. */
  world: World;
  today: CivilDate;
  /** Ids of new rows derive from it. */
  requestId: string;
  /** Mandates that were annulled and open again, as other rows: the new id of each. */
  renewed: Map<string, string>;
};

export type Invert<K extends EffectKind> = (effect: EffectOf<K>, written: Written, context: InverseContext) => Inverse;

const MERGED: Inverse = { effects: [], cannot: 'Ce qu’une fusion a écrit ne se reprend pas morceau par morceau.' };
const NOTHING: Inverse = { effects: [] };
const only = (...effects: Effect[]): Inverse => ({ effects });
const cannot = (why: string): Inverse => ({ effects: [], cannot: why });
const told = (what: string): Inverse => ({ effects: [], told: what });

/** How each kind of effect is taken back. Nothing is deleted: what was opened by mistake is annulled or closed. */
const INVERSES: { [K in EffectKind]: Invert<K> } = {
  'create-person': (effect) => told(`La fiche de ${formatName(effect)} reste enregistrée : rien n’est effacé.`),
  'set-person-field': ({ personId, field, from, to }, _, { world }) => {
    const person = world.persons[personId];
    const label = `${PERSON_FIELD_LABELS[field]} de ${nameOf(world, personId)}`;
    if (!person) return cannot(`${label} : cette fiche n’existe plus.`);
    if (same(person[field], from)) return NOTHING;
    if (!same(person[field], to)) return cannot(`${label} a changé depuis.`);
    return only({ kind: 'set-person-field', personId, field, from: to, to: from });
  },
  'mark-deceased': ({ personId }, _, { world }) =>
    world.persons[personId]?.deceased ? only({ kind: 'unmark-deceased', personId }) : NOTHING,
  'unmark-deceased': ({ personId }, _, { world }) =>
    world.persons[personId]?.deceased ? NOTHING : only({ kind: 'mark-deceased', personId }),
  'open-mandate': ({ mandateId, personId }, { after }, { world }) => {
    const now = world.mandates[mandateId];
    const whose = `Le mandat de ${nameOf(world, personId)}`;
    if (!now || now.annulled) return told(`${whose} est déjà annulé.`);
    if (!same(now.period, periodOf(after))) return cannot(`${whose} a changé depuis : ${formatPeriod(now.period)}.`);
    const held = Object.values(world.roles).find((role) => role.mandateId === mandateId && !role.annulled);
    if (held) return cannot(`${whose} porte aussi le rôle de ${ROLE_FUNCTIONS[held.role]}, qui reste.`);
    return only({ kind: 'annul-mandate', mandateId });
  },
  'end-mandate': restoreMandate,
  'set-mandate-dates': restoreMandate,
  'annul-mandate': ({ mandateId }, { before }, { world, requestId, renewed }) => {
    if (!before || !('poId' in before) || !('personId' in before)) return cannot('Un mandat annulé n’est plus connu.');
    const { personId, poId, period } = before as MandateState;
    const twin = otherMandate(world, { personId, poId, id: mandateId }, period);
    if (twin) return cannot(takenBy(nameOf(world, personId), twin));
    const again = derivedId('mandate', requestId, mandateId);
    renewed.set(mandateId, again);
    return only({ kind: 'open-mandate', mandateId: again, personId, poId, from: period.from, to: period.to });
  },
  'assign-role': ({ roleId, role }, { after }, { world }) => {
    const now = world.roles[roleId];
    if (!now || now.annulled) return told(`Le rôle de ${ROLE_FUNCTIONS[role]} est déjà annulé.`);
    if (!same(now.period, periodOf(after))) return cannot(`${roleWords(world, now)} a changé depuis.`);
    return only({ kind: 'annul-role', roleId });
  },
  'end-role': restoreRole,
  'set-role-dates': restoreRole,
  'annul-role': ({ roleId }, { before }, { world, requestId, renewed }) => {
    if (!before || !('role' in before)) return cannot('Un rôle annulé n’est plus connu.');
    const mandateId = renewed.get(before.mandateId) ?? before.mandateId;
    const mandate = world.mandates[mandateId];
    if (!mandate || mandate.annulled) return cannot(`${roleWords(world, before)} : son mandat n’existe plus.`);
    if (otherRole(world, { ...before, mandateId })) return cannot(`${roleWords(world, before)} a été donné depuis.`);
    const { from, to } = before.period;
    const again = derivedId('role', requestId, roleId);
    return only({ kind: 'assign-role', roleId: again, mandateId, role: before.role, from, to });
  },
  'set-po-field': ({ poId, field, from, to, on }, _, { world }) => {
    const now = world.pos[poId]?.[field];
    if (same(now, from)) return NOTHING;
    if (!same(now, to)) return cannot(`${PO_FIELD_LABELS[field]} a changé depuis.`);
    return only({ kind: 'set-po-field', poId, field, from: to, to: from, ...(on ? { on } : {}) });
  },
  ...LIFE_INVERSES,
  'open-school': ({ schoolId, name }, _, { world, today }) => {
    const now = world.schools[schoolId];
    if (!now) return cannot(`L’école ${name} n’est plus connue.`);
    if (now.closedOn !== null) return told(`L’école ${now.name} ferme déjà le ${formatDate(now.closedOn)}.`);
    const eve = dayBefore(today);
    const on = now.openedOn !== null && compareDates(now.openedOn, eve) > 0 ? now.openedOn : eve;
    return { ...only({ kind: 'close-school', schoolId, on }), told: `L’école ${now.name} reste dans l’historique.` };
  },
  'close-school': ({ schoolId, on }, _, { world }) => {
    const now = world.schools[schoolId];
    if (!now) return cannot('Cette école n’est plus connue.');
    if (now.closedOn === null) return NOTHING;
    if (now.closedOn !== on) return cannot(`La fermeture de l’école ${now.name} a changé depuis.`);
    return only({ kind: 'reopen-school', schoolId, closedOn: on });
  },
  'reopen-school': ({ schoolId, closedOn }, _, { world }) =>
    world.schools[schoolId]?.closedOn === null ? only({ kind: 'close-school', schoolId, on: closedOn }) : NOTHING,
  'rename-school': ({ schoolId, from, to }, _, { world }) => {
    const now = world.schools[schoolId];
    if (now?.name === from) return NOTHING;
    if (now?.name !== to) return cannot(`Le nom de l’école ${to} a changé depuis.`);
    return only({ kind: 'rename-school', schoolId, from: to, to: from });
  },
  'move-school': ({ schoolId, from, to }, _, { world }) => {
    const now = world.schools[schoolId];
    if (same(now?.address, from)) return NOTHING;
    if (!same(now?.address, to))
      return cannot(`L’adresse de ${now ? `l’école ${now.name}` : 'cette école'} a changé depuis.`);
    return only({ kind: 'move-school', schoolId, from: to, to: from });
  },
  invite: closeAgain,
  'leave-address': ({ personId, email }, _, { world }) =>
    told(`Le compte fermé de ${nameOf(world, personId)} ne reprend pas l’adresse ${email}.`),
  'hold-account': closeAgain,
  'reopen-account': closeAgain,
  'restore-account': closeAgain,
  'announce-mandate': ({ personId }, _, { world }) =>
    told(`Le mail qui annonçait ce mandat à ${nameOf(world, personId)} est parti : il ne se reprend pas.`),
  'close-account': ({ accountId, personId }, _, { world, today }) => {
    const account = world.accounts[accountId];
    // Not closed yet: on the day, the mandate that goes on keeps it open.
    if (account?.state !== 'closed' || world.persons[personId]?.deceased) return NOTHING;
    const kept = mandateOn(world, personId, today);
    if (!kept) return NOTHING;
    const { email } = account;
    if (email === null) return told(`Le compte de ${nameOf(world, personId)} reste fermé : il n’a pas d’adresse mail.`);
    if (otherAccount(world, account, email))
      return cannot(`Le compte de ${nameOf(world, personId)} : ${email} sert à quelqu’un d’autre depuis.`);
    const opened = { accountId, personId, email, on: today };
    const own = world.persons[personId]?.email ?? '';
    return account.keepsPassword && sameEmail(own, email)
      ? only({ kind: 'restore-account', ...opened, mandateId: kept.id })
      : only({ kind: 'reopen-account', ...opened });
  },
  'readdress-invitation': ({ accountId, personId, email }, { before }, { world }) => {
    const account = world.accounts[accountId];
    const former = before && 'email' in before ? before.email : null;
    if (account?.state !== 'invited' || account.email !== email)
      return cannot(`Le compte de ${nameOf(world, personId)} a été activé depuis, avec ${email}.`);
    if (former === null) return cannot(`Le mail d’activation est parti à ${email} : il ne se reprend pas.`);
    if (otherAccount(world, account, former)) return cannot(`${former} sert à quelqu’un d’autre depuis.`);
    return only({ kind: 'readdress-invitation', accountId, personId, email: former });
  },
  'propose-sign-in-address': ({ accountId, personId, from, to }, _, { world }) => {
    const account = world.accounts[accountId];
    if (account?.pendingEmail === to) return only({ kind: 'withdraw-sign-in-address', accountId, personId, to });
    if (account?.state !== 'active' || account.email !== to) return NOTHING;
    if (otherAccount(world, account, from)) return cannot(`${from} sert à quelqu’un d’autre depuis.`);
    return {
      ...only({ kind: 'propose-sign-in-address', accountId, personId, from: to, to: from }),
      told: `${to} est déjà confirmée : ${nameOf(world, personId)} devra confirmer ${from} pour y revenir.`,
    };
  },
  'withdraw-sign-in-address': ({ accountId, personId, to }, _, { world }) => {
    const account = world.accounts[accountId];
    if (account?.state !== 'active' || account.email === null || account.pendingEmail !== null) return NOTHING;
    return only({ kind: 'propose-sign-in-address', accountId, personId, from: account.email, to });
  },
  // Mergers are taken back as a whole (invert-merge.ts), never effect by effect.
  'merge-person': () => MERGED,
  'move-mandate': () => MERGED,
  'move-role': () => MERGED,
  'keep-account': () => MERGED,
  'unmerge-person': () => MERGED,
};

/** What takes one effect of an applied plan back, on the world as it stands now. Pure. */
export function invertEffect(written: Written, context: InverseContext): Inverse {
  // The one cast: TypeScript cannot see that the inverse found under a kind takes that kind's effect.
  const invert = INVERSES[written.effect.kind] as Invert<EffectKind>;
  return invert(written.effect as never, written, context);
}

function restoreMandate(
  { mandateId }: EffectOf<'end-mandate' | 'set-mandate-dates'>,
  { before, after }: Written,
  { world }: InverseContext,
): Inverse {
  const now = world.mandates[mandateId];
  const former = periodOf(before);
  if (!now || now.annulled) return cannot('Ce mandat a été annulé depuis.');
  const whose = nameOf(world, now.personId);
  if (former === null) return cannot(`Le mandat de ${whose} : ses dates d’avant ne sont plus connues.`);
  if (same(now.period, former)) return NOTHING;
  if (!same(now.period, periodOf(after)))
    return cannot(`Le mandat de ${whose} a changé depuis : ${formatPeriod(now.period)}.`);
  const twin = otherMandate(world, now, former);
  return twin ? cannot(takenBy(whose, twin)) : only({ kind: 'set-mandate-dates', mandateId, ...former });
}

function restoreRole(
  { roleId }: EffectOf<'end-role' | 'set-role-dates'>,
  { before, after }: Written,
  { world }: InverseContext,
): Inverse {
  const now = world.roles[roleId];
  const former = periodOf(before);
  if (!now || now.annulled) return cannot('Un rôle a été annulé depuis.');
  const whose = roleWords(world, now);
  if (former === null) return cannot(`${whose} : ses dates d’avant ne sont plus connues.`);
  if (same(now.period, former)) return NOTHING;
  if (!same(now.period, periodOf(after))) return cannot(`${whose} a changé depuis : ${formatPeriod(now.period)}.`);
  if (otherRole(world, { ...now, period: former })) return cannot(`${whose} a été donné à nouveau depuis.`);
  return only({ kind: 'set-role-dates', roleId, ...former });
}

/** An account that was made or opened for a mandate closes with it, unless another one keeps it. */
function closeAgain(
  { accountId, personId }: EffectOf<'invite' | 'hold-account' | 'reopen-account' | 'restore-account'>,
  _: Written,
  { world, today }: InverseContext,
): Inverse {
  const account = world.accounts[accountId];
  if (!account || account.state === 'closed') return NOTHING;
  const whose = `Le compte de ${nameOf(world, personId)}`;
  if (mandateOn(world, personId, today)) return keepOpen(account, whose, world);
  const states = {
    active: `${whose} a été activé depuis : il sera fermé.`,
    invited: `${whose} n’est pas encore activé : le lien du mail d’activation ne marchera plus.`,
    waiting: undefined,
  };
  const said = states[account.state];
  const effect: Effect = { kind: 'close-account', accountId, personId, after: dayBefore(today) };
  return { ...only(effect), ...(said ? { told: said } : {}) };
}

/** Another mandate keeps it; a link that left for an address that is theirs no more must not stay alive. */
function keepOpen(account: AccountStateRow, whose: string, world: World): Inverse {
  const { id: accountId, personId, state, email } = account;
  const own = world.persons[personId]?.email ?? null;
  const kept = `${whose} reste : un autre mandat le garde ouvert.`;
  if (state !== 'invited' || email === own) return told(kept);
  if (own === null) return cannot(`Le mail d’activation est parti à ${email} : il ne se reprend pas.`);
  if (otherAccount(world, account, own)) return cannot(`${own} sert à quelqu’un d’autre depuis.`);
  return { ...only({ kind: 'readdress-invitation', accountId, personId, email: own }), told: kept };
}

function mandateOn(world: World, personId: string, today: CivilDate): MandateState | undefined {
  return Object.values(world.mandates).find(
    ({ personId: whose, annulled, period }) =>
      whose === personId && !annulled && (period.to === null || compareDates(period.to, today) >= 0),
  );
}

function otherMandate(
  world: World,
  { personId, poId, id }: Pick<MandateState, 'personId' | 'poId' | 'id'>,
  period: Period,
): MandateState | undefined {
  return Object.values(world.mandates).find(
    (other) =>
      other.personId === personId &&
      other.poId === poId &&
      other.id !== id &&
      !other.annulled &&
      periodsOverlap(other.period, period),
  );
}

function otherRole(world: World, { id, mandateId, role, period }: RoleState): RoleState | undefined {
  return Object.values(world.roles).find(
    (other) =>
      other.mandateId === mandateId &&
      other.role === role &&
      other.id !== id &&
      !other.annulled &&
      periodsOverlap(other.period, period),
  );
}

function otherAccount(world: World, account: AccountStateRow, email: string): boolean {
  return Object.values(world.accounts).some(
    ({ id, email: used }) => id !== account.id && used !== null && emailKey(used) === emailKey(email),
  );
}

function takenBy(name: string, { period }: MandateState): string {
  return `${name} a un autre mandat depuis : ${formatPeriod(period)}.`;
}

function roleWords(world: World, { role, mandateId }: Pick<RoleState, 'role' | 'mandateId'>): string {
  return `Le rôle de ${ROLE_FUNCTIONS[role]} de ${nameOf(world, world.mandates[mandateId]?.personId ?? '')}`;
}

function nameOf(world: World, personId: string): string {
  const person = world.persons[personId];
  return person ? formatName(person) : 'cette personne';
}

function periodOf(row: Written['before']): Period | null {
  return row && 'period' in row ? row.period : null;
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
