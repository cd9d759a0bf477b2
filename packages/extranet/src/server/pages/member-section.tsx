import { formatDate } from '@guichet/shared/domain/dates';
import { formatPeriod } from '@guichet/shared/domain/periods';
import { formatName } from '@guichet/shared/domain/names';
import { formatPhone } from '@guichet/shared/domain/phone';
import { ROLE_LABELS } from '@guichet/shared/domain/roles';
import { type Column, DataTable } from '@guichet/shared/ui/data-table';
import type { MemberRow } from '../../reads/list-members.ts';
import { ReportButton } from './dossier/report-button.tsx';
import { AskedNote, commonOrigin, RestNote } from './origin-note.tsx';
import type { SectionProps } from './po-file-page.tsx';

/** Who sits in the PO today, each with a way to tell what changed. */
export function MemberSection({ file }: SectionProps) {
  const origin = (causeId: string) => file.causes.get(causeId);
  const me = file.own.person.id;
  const rest = commonOrigin(file.members.map(({ openedBy }) => origin(openedBy)));
  const withContacts = file.members.some(({ contacts }) => contacts !== null);
  return (
    <section aria-labelledby="membres">
      <div className="section-head">
        <h2 id="membres">Membres aujourd’hui</h2>
        <ReportButton subject={null} about="les membres" />
      </div>
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
                <ReportButton subject={{ kind: 'member', id: member.personId }} about={formatName(member)} />
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
                      {held.assignedBy !== openedBy && (
                        <AskedNote verb="Enregistré" origin={origin(held.assignedBy)} rest={rest} />
                      )}
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
                <AskedNote verb="Enregistré" origin={origin(openedBy)} rest={rest} />
              </>
            ),
          },
          ...(withContacts ? [CONTACTS] : []),
        ]}
      />
      <RestNote origin={rest} />
    </section>
  );
}

/** Where members see how to reach each other. */
const CONTACTS: Column<MemberRow> = {
  key: 'contacts',
  label: 'Contact',
  cell: ({ contacts }) =>
    contacts?.email || contacts?.phone ? (
      <>
        {contacts.email && <a href={`mailto:${contacts.email}`}>{contacts.email}</a>}
        {contacts.email && contacts.phone && <br />}
        {contacts.phone && <a href={`tel:${contacts.phone.split(';')[0]}`}>{formatPhone(contacts.phone)}</a>}
      </>
    ) : (
      <span className="muted">Pas encore connu</span>
    ),
};
