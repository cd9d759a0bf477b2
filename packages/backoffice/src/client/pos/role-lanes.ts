import type { MemberView } from '@guichet/shared/contracts/pos';
import { ROLES } from '@guichet/shared/domain/roles';

type Held = Pick<MemberView, 'from' | 'to' | 'period' | 'when' | 'origin' | 'endOrigin'>;

/** One period of one person in a role, or of a mandate without a role. */
export type Span = Held & { id: string; personId: string; name: string };

/** A role with whoever held, holds or will hold it; the last lane is of members who never had a role. */
export type Lane = { label: string; spans: Span[] };

/** In the order of the roles, in each the earliest first. */
export function roleLanes(members: readonly MemberView[]): Lane[] {
  const lanes = ROLES.map((role) =>
    members.flatMap(({ personId, name, roles }) =>
      roles
        .filter((held) => held.role === role)
        .map((held) => ({ label: held.label, span: { ...held, personId, name } })),
    ),
  ).flatMap((held): Lane[] => {
    const [first] = held;
    return first ? [{ label: first.label, spans: held.map(({ span }) => span).sort(byFirstDay) }] : [];
  });
  const bare = members
    .filter(({ roles }) => roles.length === 0)
    .map((member) => ({ ...member, id: member.mandateId }))
    .sort(byFirstDay);
  return bare.length > 0 ? [...lanes, { label: 'Membres sans rôle', spans: bare }] : lanes;
}

function byFirstDay(a: Span, b: Span): number {
  return a.from < b.from ? -1 : a.from > b.from ? 1 : a.name.localeCompare(b.name, 'fr');
}
