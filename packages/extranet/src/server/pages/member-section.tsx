import { formatDate } from '@guichet/shared/domain/dates';
import { formatPeriod } from '@guichet/shared/domain/periods';
import { formatName } from '@guichet/shared/domain/names';
import { ROLE_LABELS } from '@guichet/shared/domain/roles';
import { DataTable } from '@guichet/shared/ui/data-table';
import type { MemberRow } from '../../reads/list-members.ts';
import { AskedNote, RestNote } from './origin-note.tsx';
import type { SectionProps } from './po-file-page.tsx';

/** Who sits in the PO today. Names and roles only: how to reach a colleague is for the colleague to say. */
export function MemberSection({ file }: SectionProps) {
  const origin = (causeId: string) => file.causes.get(causeId);
  const me = file.own.person.id;
  return (
    <section aria-labelledby="membres">
      <h2 id="membres">Membres aujourd’hui</h2>
      <DataTable<MemberRow>
        caption="Membres du PO aujourd’hui, avec leurs rôles"
        captionHidden
        rows={file.members}
        rowKey={({ personId }) => personId}
        columns={[
          {
            key: 'name',
            label: 'Nom',
            heading: true,
            cell: (member) => (
              <>
                {formatName(member)}
                {member.personId === me && <span className="muted"> (vous)</span>}
              </>
            ),
          },
          {
            key: 'roles',
            label: 'Rôles',
            cell: ({ roles, period, openedBy }) =>
              roles.length === 0 ? (
                'Membre'
              ) : (
                <ul className="roles">
                  {roles.map((held) => (
                    <li key={held.role}>
                      {ROLE_LABELS[held.role]}
                      {held.period.from !== period.from && ` depuis le ${formatDate(held.period.from)}`}
                      {held.assignedBy !== openedBy && <AskedNote verb="Enregistré" origin={origin(held.assignedBy)} />}
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            key: 'since',
            label: 'Mandat',
            cell: ({ period, openedBy }) => (
              <>
                <span className="dates">{formatPeriod(period)}</span>
                <AskedNote verb="Enregistré" origin={origin(openedBy)} />
              </>
            ),
          },
        ]}
      />
      <RestNote origins={file.members.map(({ openedBy }) => origin(openedBy))} />
    </section>
  );
}
