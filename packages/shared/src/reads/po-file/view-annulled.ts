import type { PoFile } from '../../contracts/pos.ts';
import { formatPeriod } from '../../domain/periods.ts';
import { ROLE_LABELS } from '../../domain/roles.ts';
import type { FileRecord } from './load-record.ts';
import type { MemberRow, RoleRow } from './load-po-rows.ts';
import { nameOn } from './view-members.ts';

type Annulled = { at: Date; view: PoFile['annulled'][number] };

/** What was recorded by mistake, the newest first: it never counts, and stays readable with who said so, and why. */
export function viewAnnulled(
  members: readonly MemberRow[],
  roles: readonly RoleRow[],
  record: FileRecord,
): PoFile['annulled'] {
  const found = members.flatMap((row): Annulled[] => {
    const { id, annulledAt, annulledBy, period } = row.mandate;
    const name = nameOn(row, record);
    const own = roles.filter(({ mandateId }) => mandateId === id);
    if (annulledAt !== null) {
      const held = own.map(({ role }) => ROLE_LABELS[role]).join(', ');
      const what = held === '' ? 'Mandat' : `Mandat (${held})`;
      return [
        { at: annulledAt, view: { id, name, what, period: formatPeriod(period), origin: record.origin(annulledBy) } },
      ];
    }
    return own.flatMap((role) =>
      role.annulledAt === null
        ? []
        : [
            {
              at: role.annulledAt,
              view: {
                ...{ id: role.id, name, what: ROLE_LABELS[role.role], period: formatPeriod(role.period) },
                origin: record.origin(role.annulledBy),
              },
            },
          ],
    );
  });
  return found.sort((a, b) => b.at.getTime() - a.at.getTime()).map(({ view }) => view);
}
