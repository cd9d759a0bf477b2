import { isCivilDate } from '../../domain/dates.ts';
import { emailKey } from '../../domain/email.ts';
import type { AskedIdentity } from '../../domain/names.ts';
import { foldForSearch } from '../../domain/text.ts';
import { advance } from '../../effects/advance.ts';
import type { Effect } from '../../effects/effect.ts';
import {
  type AccountStateRow,
  emptyWorld,
  type MandateState,
  type PersonState,
  type RoleState,
  type World,
} from '../../effects/world.ts';

export type AroundQuery = { poId: string; identity: AskedIdentity };

/**
 * The part of the PO database that many rows look at, found by keys: what a row needs is cut out of it, as
 * `loadWorld` would load it for that row alone, and what a row does moves it forward for the rows that follow.
 */
export type ImportWorld = {
  world: World;
  /** Takes rows in that were loaded; those that are there stay as they are. */
  take(loaded: World): void;
  /** The rows that the plan of one row of the file looks at; the caller may change it. */
  around(query: AroundQuery): World;
  advance(effects: readonly Effect[]): void;
};

type Index = Map<string, Set<string>>;

export function createImportWorld(): ImportWorld {
  const world = emptyWorld();
  const indexes = {
    byBirth: new Map() as Index,
    byNames: new Map() as Index,
    byEmail: new Map() as Index,
    mandatesOfPerson: new Map() as Index,
    membersOfPo: new Map() as Index,
    rolesOfMandate: new Map() as Index,
    accountsOfPerson: new Map() as Index,
  };
  const seePerson = ({ id, birthDate, lastName, firstName, email }: PersonState) => {
    add(indexes.byBirth, birthDate, id);
    add(indexes.byNames, foldForSearch(`${lastName} ${firstName}`), id);
    if (email !== null) add(indexes.byEmail, emailKey(email), id);
  };
  const seeMandate = ({ id, personId, poId, annulled }: MandateState) => {
    add(indexes.mandatesOfPerson, personId, id);
    if (!annulled) add(indexes.membersOfPo, poId, personId);
  };
  const seeRole = ({ id, mandateId }: RoleState) => add(indexes.rolesOfMandate, mandateId, id);
  const seeAccount = ({ id, personId, email }: AccountStateRow) => {
    add(indexes.accountsOfPerson, personId, id);
    if (email !== null) add(indexes.byEmail, emailKey(email), personId);
  };

  const personsAround = ({ poId, identity }: AroundQuery): Set<string> => {
    const { lastName, firstName, birthDate, email } = identity;
    const ids = new Set(indexes.membersOfPo.get(poId));
    const all = (index: Index, key: string) => {
      for (const id of index.get(key) ?? []) ids.add(id);
    };
    for (const date of birthDate ? withSwapped(birthDate) : []) all(indexes.byBirth, date);
    all(indexes.byNames, foldForSearch(`${lastName} ${firstName}`));
    all(indexes.byNames, foldForSearch(`${firstName} ${lastName}`));
    if (email) all(indexes.byEmail, emailKey(email));
    return ids;
  };

  return {
    world,
    take(loaded) {
      takeRows(world.pos, loaded.pos, () => {});
      takeRows(world.persons, loaded.persons, seePerson);
      takeRows(world.mandates, loaded.mandates, seeMandate);
      takeRows(world.roles, loaded.roles, seeRole);
      takeRows(world.accounts, loaded.accounts, seeAccount);
    },
    around(query) {
      const cut = emptyWorld();
      copy(world.pos, cut.pos, [query.poId]);
      for (const personId of personsAround(query)) {
        copy(world.persons, cut.persons, [personId]);
        copy(world.accounts, cut.accounts, indexes.accountsOfPerson.get(personId) ?? []);
        for (const mandateId of indexes.mandatesOfPerson.get(personId) ?? []) {
          const mandate = world.mandates[mandateId];
          if (!mandate) continue;
          cut.mandates[mandateId] = mandate;
          copy(world.pos, cut.pos, [mandate.poId]);
          copy(world.roles, cut.roles, indexes.rolesOfMandate.get(mandateId) ?? []);
        }
      }
      return cut;
    },
    advance(effects) {
      for (const effect of effects) {
        advance(world, effect);
        if ('personId' in effect) seeIfThere(world.persons[effect.personId], seePerson);
        if ('mandateId' in effect) seeIfThere(world.mandates[effect.mandateId], seeMandate);
        if ('roleId' in effect) seeIfThere(world.roles[effect.roleId], seeRole);
        if ('accountId' in effect) seeIfThere(world.accounts[effect.accountId], seeAccount);
      }
    },
  };
}

function takeRows<T>(shelf: Record<string, T>, loaded: Record<string, T>, see: (row: T) => void): void {
  for (const [id, row] of Object.entries(loaded)) {
    if (Object.hasOwn(shelf, id)) continue;
    shelf[id] = row;
    see(row);
  }
}

function seeIfThere<T>(row: T | undefined, see: (row: T) => void): void {
  if (row !== undefined) see(row);
}

function copy<T>(from: Record<string, T>, to: Record<string, T>, ids: Iterable<string>): void {
  for (const id of ids) {
    const row = from[id];
    if (row !== undefined) to[id] = row;
  }
}

function add(index: Index, key: string, id: string): void {
  const ids = index.get(key);
  if (ids) ids.add(id);
  else index.set(key, new Set([id]));
}

function withSwapped(date: string): string[] {
  const [year, month, day] = date.split('-');
  const swapped = `${year}-${day}-${month}`;
  return isCivilDate(swapped) ? [date, swapped] : [date];
}
