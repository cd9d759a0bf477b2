import type { AudienceCriteria } from '../../../src/contracts/mailing-audience.ts';
import type { SchoolCount } from '../../../src/contracts/po-list.ts';
import type { CivilDate } from '../../../src/domain/dates.ts';
import type { RecipientObstacle, RecipientReason } from '../../../src/domain/mailings/recipient.ts';
import { type Period, periodContains } from '../../../src/domain/periods.ts';
import { provinceOf } from '../../../src/domain/provinces.ts';
import { ROLES, type Role } from '../../../src/domain/roles.ts';

export type NaivePo = {
  id: string;
  name: string;
  postcode: string;
  closedOn: CivilDate | null;
  schools: { district: string; level: string }[];
};
export type NaivePerson = {
  id: string;
  name: string;
  email: string | null;
  gone: boolean;
  suppressed: boolean;
  left: boolean;
  proven: boolean;
};
export type NaiveMandate = {
  personId: string;
  poId: string;
  period: Period;
  annulled: boolean;
  roles: { role: Role; period: Period }[];
};
export type NaiveRegister = { pos: NaivePo[]; people: NaivePerson[]; mandates: NaiveMandate[] };

export type NaiveRecipient = {
  personId: string;
  proven: boolean;
  president: boolean;
  obstacle: RecipientObstacle | null;
  reasons: RecipientReason[];
};

const NUMBERS: Record<SchoolCount, (schools: number) => boolean> = {
  none: (schools) => schools === 0,
  one: (schools) => schools === 1,
  few: (schools) => schools >= 2 && schools <= 4,
  many: (schools) => schools >= 5,
};

/** The same answer as the statement, written as one would say it: PO after PO, role after role. */
export function naiveAudience(
  register: NaiveRegister,
  criteria: AudienceCriteria,
  today: CivilDate,
): { recipients: NaiveRecipient[]; fitting: NaivePo[] } {
  const day = criteria.day ?? today;
  const persons = new Map(register.people.map((person) => [person.id, person]));
  const person = (id: string): NaivePerson => {
    const found = persons.get(id);
    if (!found) throw new Error(`nobody ${id}`);
    return found;
  };
  const running = register.mandates.filter(
    ({ personId, period, annulled }) => !annulled && !person(personId).gone && periodContains(period, day),
  );
  const holders = (poId: string, role: Role) =>
    running
      .filter((mandate) => mandate.poId === poId)
      .flatMap(({ personId, roles }) =>
        roles
          .filter((held) => held.role === role && periodContains(held.period, day))
          .map(({ period }) => ({ personId, since: period.from })),
      );
  const reachable = (poId: string, role: Role) =>
    holders(poId, role).filter(({ personId }) => person(personId).email !== null && !person(personId).suppressed);

  const got: { personId: string; reason: RecipientReason }[] = [];
  const lacks = (poId: string, { role, why }: NonNullable<AudienceCriteria['pos']['without']>) =>
    reachable(poId, role).length === 0 &&
    (why === undefined || (holders(poId, role).length === 0) === (why === 'unheld'));
  const { without } = criteria.pos;
  const fitting = register.pos.filter((po) => fits(po, criteria.pos, day) && (!without || lacks(po.id, without)));
  for (const { id: poId } of fitting) {
    for (const role of criteria.roles) {
      for (const { personId, since } of holders(poId, role))
        got.push({ personId, reason: { poId, role, since, insteadOf: null } });
      if (reachable(poId, role).length > 0) continue;
      const chain = criteria.fallbacks.find((fallback) => fallback.role === role)?.chain ?? [];
      const next = chain.find((other) => reachable(poId, other).length > 0);
      if (next === undefined) continue;
      for (const { personId, since } of reachable(poId, next))
        got.push({ personId, reason: { poId, role: next, since, insteadOf: role } });
    }
  }
  for (const personId of new Set(criteria.include)) {
    if (got.some((one) => one.personId === personId)) continue;
    const [first] = running
      .filter((mandate) => mandate.personId === personId)
      .map(({ poId }) => register.pos.find(({ id }) => id === poId))
      .sort((a, b) => (named(a) < named(b) ? -1 : 1));
    if (first) got.push({ personId, reason: { poId: first.id, role: null, since: null, insteadOf: null } });
  }
  const place = (role: Role | null) => (role === null ? 0 : ROLES.indexOf(role));
  const recipients: NaiveRecipient[] = [...new Set(got.map(({ personId }) => personId))]
    .filter((id) => !criteria.exclude.includes(id))
    .map((personId) => {
      const { email, suppressed, left, proven } = person(personId);
      const reasons = got.filter((one) => one.personId === personId).map(({ reason }) => reason);
      const poName = (id: string) => named(register.pos.find((po) => po.id === id));
      return {
        personId,
        proven,
        president: reasons.some(({ poId }) => holders(poId, 'president').some((one) => one.personId === personId)),
        obstacle: email === null ? 'no-address' : suppressed ? 'suppressed' : left ? 'left-list' : null,
        reasons: reasons.sort(
          (a, b) =>
            Number(a.insteadOf !== null) - Number(b.insteadOf !== null) ||
            place(a.role) - place(b.role) ||
            poName(a.poId).localeCompare(poName(b.poId)) ||
            place(a.insteadOf) - place(b.insteadOf),
        ),
      };
    });
  return { recipients, fitting };
}

function named(po: NaivePo | undefined): string {
  if (!po) throw new Error('no such PO');
  return po.name;
}

function fits(po: NaivePo, wanted: AudienceCriteria['pos'], day: CivilDate): boolean {
  const { ids, districts, provinces, levels, schools, named: name } = wanted;
  const ofSchool = po.schools.some(
    ({ district, level }) =>
      (districts?.includes(district) ?? true) && (levels?.some((one) => level.split(' / ').includes(one)) ?? true),
  );
  return (
    (po.closedOn === null || po.closedOn >= day) &&
    (ids?.includes(po.id) ?? true) &&
    (name === undefined || po.name.split(' ').some((word) => word.startsWith(name))) &&
    (provinces?.includes(provinceOf(po.postcode) ?? '') ?? true) &&
    ((districts === undefined && levels === undefined) || ofSchool) &&
    (schools?.some((count) => NUMBERS[count](po.schools.length)) ?? true)
  );
}
