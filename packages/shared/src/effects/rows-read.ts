import type { Effect } from './effect.ts';
import type { World } from './world.ts';

/**
 * The existing rows that an effect is about to write or lean on, as [key, row]. They make the base of a plan: when they
 * look different at the time of applying, the plan is stale. New rows have none: that they are new follows from the
 * effects themselves.
 */
export function rowsRead(world: World, effect: Effect): [string, unknown][] {
  switch (effect.kind) {
    case 'create-person':
      return [];
    case 'set-person-field': {
      const person = world.persons[effect.personId];
      return [[`person/${effect.personId}/${effect.field}`, person?.[effect.field] ?? null]];
    }
    case 'mark-deceased':
    case 'unmark-deceased':
      return [[`person/${effect.personId}/deceased`, world.persons[effect.personId]?.deceased ?? null]];
    case 'open-mandate':
      // Whom the mandate is given to: a corrected name or date of birth may mean somebody else.
      return [[`person/${effect.personId}/identity`, identityOf(world, effect.personId)]];
    case 'end-mandate':
    case 'set-mandate-dates':
    case 'annul-mandate':
      return [[`mandate/${effect.mandateId}`, world.mandates[effect.mandateId] ?? null]];
    case 'assign-role':
      return [[`mandate/${effect.mandateId}`, world.mandates[effect.mandateId] ?? null]];
    case 'end-role':
    case 'set-role-dates':
    case 'annul-role':
      return [[`role/${effect.roleId}`, world.roles[effect.roleId] ?? null]];
    case 'set-po-field':
      return [[`po/${effect.poId}/${effect.field}`, world.pos[effect.poId]?.[effect.field] ?? null]];
    case 'announce-number':
    case 'withdraw-number':
      return [
        [`po/${effect.poId}/enterpriseNumber`, world.pos[effect.poId]?.enterpriseNumber ?? null],
        [`po/${effect.poId}/nextNumber`, world.pos[effect.poId]?.nextNumber ?? null],
      ];
    case 'found-po':
      return [];
    case 'close-po':
    case 'reopen-po':
      return [[`po/${effect.poId}/closedOn`, world.pos[effect.poId]?.closedOn ?? null]];
    case 'transfer-school':
    case 'announce-transfer':
    case 'withdraw-transfer':
      return [
        [`school/${effect.schoolId}`, world.schools[effect.schoolId] ?? null],
        [`po/${effect.toPoId}/closedOn`, world.pos[effect.toPoId]?.closedOn ?? null],
      ];
    case 'open-school':
      return [];
    case 'close-school':
    case 'reopen-school':
    case 'rename-school':
    case 'move-school':
      return [[`school/${effect.schoolId}`, world.schools[effect.schoolId] ?? null]];
    case 'announce-mandate':
      return [];
    case 'invite':
    case 'leave-address':
    case 'hold-account':
    case 'reopen-account':
    case 'restore-account':
    case 'close-account':
    case 'readdress-invitation':
    case 'propose-sign-in-address':
    case 'withdraw-sign-in-address':
      return [[`account/${effect.accountId}`, world.accounts[effect.accountId] ?? null]];
    case 'merge-person':
    case 'unmerge-person':
      return filesOf(world, [effect.personId, effect.mergedId]);
    case 'move-mandate':
      return [[`mandate/${effect.mandateId}`, world.mandates[effect.mandateId] ?? null]];
    case 'move-role':
      return [[`role/${effect.roleId}`, world.roles[effect.roleId] ?? null]];
    case 'keep-account':
      return [effect.accountId, effect.closedAccountId].flatMap((id): [string, unknown][] =>
        id === null ? [] : [[`account/${id}`, world.accounts[id] ?? null]],
      );
  }
}

/** All that is recorded about these people: a merger leans on the whole of it. */
export function filesOf(world: World, personIds: readonly string[]): [string, unknown][] {
  const mandates = Object.values(world.mandates).filter(
    ({ personId, annulled }) => personIds.includes(personId) && !annulled,
  );
  const held = new Set(mandates.map(({ id }) => id));
  const rows: [string, unknown][] = [
    ...personIds.map((id): [string, unknown] => [`person/${id}`, world.persons[id] ?? null]),
    ...mandates.map((row): [string, unknown] => [`mandate/${row.id}`, row]),
    ...Object.values(world.roles)
      .filter(({ mandateId, annulled }) => held.has(mandateId) && !annulled)
      .map((row): [string, unknown] => [`role/${row.id}`, row]),
    ...Object.values(world.accounts)
      .filter(({ personId }) => personIds.includes(personId))
      .map((row): [string, unknown] => [`account/${row.id}`, row]),
  ];
  return rows;
}

function identityOf(world: World, personId: string): unknown {
  const person = world.persons[personId];
  return person ? { lastName: person.lastName, firstName: person.firstName, birthDate: person.birthDate } : null;
}
