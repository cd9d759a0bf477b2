import type { CivilDate } from '../domain/dates.ts';
import { formatPeriod } from '../domain/periods.ts';
import { ROLE_LABELS } from '../domain/roles.ts';
import { formatFieldValue, PERSON_FIELD_LABELS } from '../effects/describe-effect.ts';
import type { World } from '../effects/world.ts';
import { type PersonField, type PersonState } from '../effects/world.ts';
import { liveMandates } from './plan-account.ts';
import type { ComparedRow } from './request-type.ts';

/** One row of "asked, compared with what is recorded", for a field of a person. */
export function comparePersonField(
  person: PersonState | null,
  field: PersonField,
  asked: unknown,
  path: string = field,
): ComparedRow {
  const known = person ? formatFieldValue(field, person[field]) : null;
  const wanted = formatFieldValue(field, asked);
  const row = { label: PERSON_FIELD_LABELS[field], known, asked: wanted, changed: known !== wanted, field: path };
  return person ? { ...row, recorded: person[field], source: { subjectId: person.id, field } } : row;
}

/** The mandate and roles that a person has in a PO, in words; null when there is none. */
export function sayMandate(
  world: World,
  personId: string | null,
  poId: string | null,
  today: CivilDate,
): { mandate: string | null; roles: string | null } {
  if (!personId || !poId) return { mandate: null, roles: null };
  const mandate = liveMandates(world, personId, today).find((live) => live.poId === poId);
  if (!mandate) return { mandate: null, roles: null };
  const roles = Object.values(world.roles)
    .filter((role) => role.mandateId === mandate.id && !role.annulled)
    .filter((role) => role.period.to === null || role.period.to >= today)
    .map((role) => `${ROLE_LABELS[role.role]} ${formatPeriod(role.period, today)}`);
  return { mandate: formatPeriod(mandate.period, today), roles: roles.length > 0 ? roles.join(', ') : null };
}
