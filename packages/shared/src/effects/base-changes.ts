import { canonicalJson } from '../domain/canonical-json.ts';
import { type CivilDate, formatDate } from '../domain/dates.ts';
import { de } from '../domain/elision.ts';
import { formatName } from '../domain/names.ts';
import { formatPeriod } from '../domain/periods.ts';
import { formatAddress } from '../domain/postal-address.ts';
import { ROLE_FUNCTIONS } from '../domain/roles.ts';
import { formatFieldValue, PERSON_FIELD_LABELS, PO_FIELD_LABELS } from './describe-effect.ts';
import type {
  AccountStateName,
  AccountStateRow,
  MandateState,
  PersonField,
  PersonState,
  PoField,
  PoState,
  RoleState,
  SchoolState,
  World,
} from './world.ts';

/** A row of a plan's base that looks different by now, in words; `kind`, `id` and `field` say where it is kept. */
export type BaseChange = { kind: string; id: string; field: string; label: string; before: string; after: string };

/** What changed in the rows that a plan leaned on, since it was made. */
export function baseChanges(base: Record<string, unknown>, world: World): BaseChange[] {
  return Object.entries(base).flatMap(([key, before]) => {
    const [kind = '', id = '', field = ''] = key.split('/');
    const now = rowNow(world, kind, id, field);
    if (canonicalJson(before ?? null) === canonicalJson(now ?? null)) return [];
    return [{ kind, id, field, ...describeChange(world, { kind, id, field }, before, now) }];
  });
}

function rowNow(world: World, kind: string, id: string, field: string): unknown {
  switch (kind) {
    case 'person': {
      const person = world.persons[id];
      if (field === '') return person;
      if (field !== 'identity') return person?.[field as PersonField];
      return person && { lastName: person.lastName, firstName: person.firstName, birthDate: person.birthDate };
    }
    case 'po':
      return world.pos[id]?.[field as PoField | 'closedOn'];
    case 'mandate':
      return world.mandates[id];
    case 'role':
      return world.roles[id];
    case 'school':
      return world.schools[id];
    case 'account':
      return world.accounts[id];
    default:
      return undefined;
  }
}

type Where = Pick<BaseChange, 'kind' | 'id' | 'field'>;

function describeChange(
  world: World,
  where: Where,
  before: unknown,
  now: unknown,
): Pick<BaseChange, 'label' | 'before' | 'after'> {
  const say = (row: unknown) => (row === null || row === undefined ? '—' : sayRow(where, row));
  return {
    label: labelOf(world, where, (now ?? before) as never),
    before: say(before),
    after: now ? say(now) : (GONE[where.kind] ?? say(now)),
  };
}

/** Rows that no plan finds any more. */
const GONE: Record<string, string | undefined> = { mandate: 'annulé', role: 'annulé' };

function labelOf(world: World, { kind, id, field }: Where, row: unknown): string {
  switch (kind) {
    case 'person':
      if (field === '') return `Fiche ${de(nameOf(world, id))}`;
      if (field === 'identity') return 'Nom et date de naissance';
      if (field === 'deceased') return `Décès de ${nameOf(world, id)}`;
      return `${PERSON_FIELD_LABELS[field as PersonField]} de ${nameOf(world, id)}`;
    case 'po':
      if (field === 'closedOn') return `Fermeture de ${world.pos[id]?.name ?? 'ce PO'}`;
      return field === 'nextNumber' ? 'Numéro d’entreprise à venir' : PO_FIELD_LABELS[field as PoField];
    case 'mandate':
      return `Mandat de ${nameOf(world, (row as MandateState).personId)}`;
    case 'role': {
      const { role, mandateId } = row as RoleState;
      return `Rôle de ${ROLE_FUNCTIONS[role]} de ${nameOf(world, world.mandates[mandateId]?.personId ?? '')}`;
    }
    case 'school':
      return `École ${(row as SchoolState).name}`;
    default:
      return `Compte de ${nameOf(world, (row as AccountStateRow).personId)}`;
  }
}

function sayRow({ kind, field }: Where, row: unknown): string {
  switch (kind) {
    case 'person': {
      if (field === '') return sayPerson(row as PersonState);
      if (field === 'deceased') return row ? 'décédé·e' : 'en vie';
      if (field !== 'identity') return formatFieldValue(field as PersonField, row);
      const { birthDate, ...name } = row as PersonState;
      return `${formatName(name)}, né·e le ${formatDate(birthDate)}`;
    }
    case 'po': {
      if (field === 'closedOn') return formatDate(row as CivilDate);
      if (field !== 'nextNumber') return formatFieldValue(field as PoField, row);
      const { number, on } = row as NonNullable<PoState['nextNumber']>;
      return `${formatFieldValue('enterpriseNumber', number)} dès le ${formatDate(on)}`;
    }
    case 'mandate':
    case 'role':
      return formatPeriod((row as MandateState | RoleState).period);
    case 'school': {
      const { name, address, closedOn, next } = row as SchoolState;
      const told = [
        name,
        formatAddress(address),
        closedOn && `ferme le ${formatDate(closedOn)}`,
        next && `passe à un autre PO le ${formatDate(next.on)}`,
      ];
      return told.filter(Boolean).join(', ');
    }
    default: {
      const { state, email } = row as AccountStateRow;
      return [ACCOUNT_LABELS[state], email].filter(Boolean).join(', ');
    }
  }
}

function sayPerson({ birthDate, email, phone, address, deceased, mergedInto, ...name }: PersonState): string {
  const told = [
    formatName(name),
    `né·e le ${formatDate(birthDate)}`,
    email,
    phone && formatFieldValue('phone', phone),
    formatAddress(address),
    deceased && 'décédé·e',
    mergedInto && 'fusionnée dans une autre fiche',
  ];
  return told.filter(Boolean).join(', ');
}

/** What staff read of an account. */
export const ACCOUNT_LABELS: Record<AccountStateName, string> = {
  waiting: 'en attente d’une adresse',
  invited: 'invité, pas encore activé',
  active: 'actif',
  closed: 'fermé',
};

function nameOf(world: World, personId: string): string {
  const person = world.persons[personId];
  return person ? formatName(person) : 'cette personne';
}
