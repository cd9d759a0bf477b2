import type { Effect, EffectKind, EffectOf } from './effect.ts';
import type { AccountStateRow, MandateState, PersonState, PoState, RoleState, SchoolState, World } from './world.ts';

type Step<K extends EffectKind> = (world: World, effect: EffectOf<K>) => void;

/** The in-memory twin of the SQL steps: what each effect makes of the world. A test holds both equal. */
const STEPS: { [K in EffectKind]: Step<K> } = {
  'create-person': (world, { personId, kind: _, ...fields }) => {
    world.persons[personId] = { id: personId, ...fields, deceased: false };
  },
  'set-person-field': (world, effect) => {
    const person = personOf(world, effect.personId);
    world.persons[effect.personId] = { ...person, [effect.field]: effect.to };
  },
  'mark-deceased': (world, effect) => {
    world.persons[effect.personId] = { ...personOf(world, effect.personId), deceased: true };
  },
  'unmark-deceased': (world, effect) => {
    world.persons[effect.personId] = { ...personOf(world, effect.personId), deceased: false };
  },
  'open-mandate': (world, { mandateId, personId, poId, from, to }) => {
    world.mandates[mandateId] = { id: mandateId, personId, poId, period: { from, to }, annulled: false };
  },
  'end-mandate': (world, effect) => {
    const mandate = mandateOf(world, effect.mandateId);
    world.mandates[effect.mandateId] = { ...mandate, period: { ...mandate.period, to: effect.on } };
  },
  'set-mandate-dates': (world, effect) => {
    const mandate = mandateOf(world, effect.mandateId);
    world.mandates[effect.mandateId] = { ...mandate, period: { from: effect.from, to: effect.to } };
  },
  'annul-mandate': (world, effect) => {
    world.mandates[effect.mandateId] = { ...mandateOf(world, effect.mandateId), annulled: true };
  },
  'assign-role': (world, { roleId, mandateId, role, from, to }) => {
    world.roles[roleId] = { id: roleId, mandateId, role, period: { from, to }, annulled: false };
  },
  'end-role': (world, effect) => {
    const role = roleOf(world, effect.roleId);
    world.roles[effect.roleId] = { ...role, period: { ...role.period, to: effect.on } };
  },
  'set-role-dates': (world, effect) => {
    world.roles[effect.roleId] = { ...roleOf(world, effect.roleId), period: { from: effect.from, to: effect.to } };
  },
  'annul-role': (world, effect) => {
    world.roles[effect.roleId] = { ...roleOf(world, effect.roleId), annulled: true };
  },
  'set-po-field': (world, effect) => {
    world.pos[effect.poId] = { ...poOf(world, effect.poId), [effect.field]: effect.to };
  },
  'announce-number': (world, { poId, number, on }) => {
    world.pos[poId] = { ...poOf(world, poId), nextNumber: { number, on } };
  },
  'withdraw-number': (world, { poId }) => {
    const { nextNumber: _, ...po } = poOf(world, poId);
    world.pos[poId] = po;
  },
  'found-po': (world, { kind: _, poId, regionId: __, on, ...fields }) => {
    world.pos[poId] = { id: poId, ...fields, openedOn: on };
  },
  'close-po': (world, { poId, on, mergedInto }) => {
    world.pos[poId] = { ...poOf(world, poId), closedOn: on, ...(mergedInto === null ? {} : { mergedInto }) };
  },
  'reopen-po': (world, { poId }) => {
    const { closedOn: _, mergedInto: __, ...po } = poOf(world, poId);
    world.pos[poId] = po;
  },
  'transfer-school': (world, { schoolId, toPoId }) => {
    world.schools[schoolId] = { ...schoolOf(world, schoolId), poId: toPoId };
  },
  'announce-transfer': (world, { schoolId, toPoId, on }) => {
    world.schools[schoolId] = { ...schoolOf(world, schoolId), next: { poId: toPoId, on } };
  },
  'withdraw-transfer': (world, { schoolId }) => {
    const { next: _, ...school } = schoolOf(world, schoolId);
    world.schools[schoolId] = school;
  },
  'open-school': (world, effect) => {
    const { schoolId, poId, name, fase, address, on } = effect;
    world.schools[schoolId] = { id: schoolId, poId, name, fase, address, openedOn: on, closedOn: null };
  },
  'close-school': (world, effect) => {
    world.schools[effect.schoolId] = { ...schoolOf(world, effect.schoolId), closedOn: effect.on };
  },
  'reopen-school': (world, effect) => {
    world.schools[effect.schoolId] = { ...schoolOf(world, effect.schoolId), closedOn: null };
  },
  'rename-school': (world, effect) => {
    world.schools[effect.schoolId] = { ...schoolOf(world, effect.schoolId), name: effect.to };
  },
  'move-school': (world, effect) => {
    world.schools[effect.schoolId] = { ...schoolOf(world, effect.schoolId), address: effect.to };
  },
  invite: (world, { accountId, personId, email }) => {
    world.accounts[accountId] = { id: accountId, personId, email, pendingEmail: null, state: 'invited' };
  },
  'leave-address': (world, { accountId }) => {
    const { keepsPassword: _, ...account } = accountOf(world, accountId);
    world.accounts[accountId] = { ...account, email: null };
  },
  'hold-account': (world, { accountId, personId }) => {
    world.accounts[accountId] = { id: accountId, personId, email: null, pendingEmail: null, state: 'waiting' };
  },
  'reopen-account': (world, { accountId, personId, email }) => {
    world.accounts[accountId] = { id: accountId, personId, email, pendingEmail: null, state: 'invited' };
  },
  'restore-account': (world, { accountId }) => {
    const { keepsPassword: _, ...account } = accountOf(world, accountId);
    world.accounts[accountId] = { ...account, state: 'active' };
  },
  'announce-mandate': () => {},
  // The account closes when that day is over: until then nothing of it changes.
  'close-account': () => {},
  'readdress-invitation': (world, { accountId, personId, email }) => {
    world.accounts[accountId] = { id: accountId, personId, email, pendingEmail: null, state: 'invited' };
  },
  'propose-sign-in-address': (world, effect) => {
    world.accounts[effect.accountId] = { ...accountOf(world, effect.accountId), pendingEmail: effect.to };
  },
  'withdraw-sign-in-address': (world, effect) => {
    world.accounts[effect.accountId] = { ...accountOf(world, effect.accountId), pendingEmail: null };
  },
  'merge-person': (world, { personId, mergedId }) => {
    world.persons[mergedId] = { ...personOf(world, mergedId), mergedInto: personId };
  },
  'move-mandate': (world, { mandateId, personId }) => {
    world.mandates[mandateId] = { ...mandateOf(world, mandateId), personId };
  },
  'move-role': (world, { roleId, mandateId }) => {
    world.roles[roleId] = { ...roleOf(world, roleId), mandateId };
  },
  'keep-account': (world, { accountId, personId, closedAccountId, mergedId }) => {
    world.accounts[accountId] = { ...accountOf(world, accountId), personId };
    if (closedAccountId === null) return;
    const given = { personId: mergedId, email: null, pendingEmail: null, state: 'closed' as const };
    world.accounts[closedAccountId] = { ...accountOf(world, closedAccountId), ...given };
  },
  'unmerge-person': (world, { mergedId, mandates, roles, accounts }) => {
    const { mergedInto: _, ...person } = personOf(world, mergedId);
    world.persons[mergedId] = person;
    for (const row of mandates) world.mandates[row.id] = row;
    for (const row of roles) world.roles[row.id] = row;
    for (const row of accounts) world.accounts[row.id] = row;
  },
};

/**
 * Moves `world` forward by one effect, in place.
 * @throws when the effect is about a row that the world does not hold: it was loaded for another request
 */
export function advance(world: World, effect: Effect): void {
  // The one cast: TypeScript cannot see that the step found under a kind takes that kind's effect.
  const step = STEPS[effect.kind] as Step<EffectKind>;
  step(world, effect as never);
}

export function personOf(world: World, id: string): PersonState {
  return world.persons[id] ?? fail('person', id);
}
export function mandateOf(world: World, id: string): MandateState {
  return world.mandates[id] ?? fail('mandate', id);
}
export function roleOf(world: World, id: string): RoleState {
  return world.roles[id] ?? fail('role', id);
}
export function poOf(world: World, id: string): PoState {
  return world.pos[id] ?? fail('po', id);
}
export function schoolOf(world: World, id: string): SchoolState {
  return world.schools[id] ?? fail('school', id);
}
function accountOf(world: World, id: string): AccountStateRow {
  return world.accounts[id] ?? fail('account', id);
}

function fail(what: string, id: string): never {
  throw new Error(`The plan needs ${what} ${id}, which was not loaded.`);
}
