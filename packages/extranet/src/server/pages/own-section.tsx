import { type CivilDate, formatLongDate } from '@guichet/shared/domain/dates';
import { sameEmail } from '@guichet/shared/domain/email';
import { formatPeriod, type Phase, phaseOn } from '@guichet/shared/domain/periods';
import { formatPhone } from '@guichet/shared/domain/phone';
import { formatAddress } from '@guichet/shared/domain/postal-address';
import { ROLE_LABELS } from '@guichet/shared/domain/roles';
import { Notice } from '@guichet/shared/ui/notice';
import { SummaryList } from '@guichet/shared/ui/summary-list';
import { Tag, type TagKind } from '@guichet/shared/ui/tag';
import type { Origin } from '../../reads/origins.ts';
import type { OwnMandate } from '../../reads/list-own-mandates.ts';
import { ReportButton } from './dossier/report-button.tsx';
import { AskedNote, RestNote } from './origin-note.tsx';
import type { SectionProps } from './po-file-page.tsx';
import { Value } from './value.tsx';

/** What is recorded about the reader, in full, with their mandates in this PO. */
export function OwnSection({ file, today }: SectionProps) {
  const { person, signInEmail, pendingEmail, mandates } = file.own;
  const changed = (field: string) => file.fieldOrigins.get(`${person.id}/${field}`);
  const created = file.causes.get(person.createdBy);
  const row = (key: string, label: string, text: string | null) => ({
    key,
    label,
    value: <Value text={text} changed={changed(key)} />,
  });
  return (
    <section aria-labelledby="moi">
      <div className="section-head">
        <h2 id="moi">Mes données</h2>
        <ReportButton subject={{ kind: 'member', id: person.id }} about="mes données" />
      </div>
      <p className="muted">Vous seul·e les voyez ici, avec le secrétariat.</p>
      {pendingEmail && (
        <Notice kind="warn" title="Une nouvelle adresse attend votre confirmation">
          <p>
            Un mail avec un lien est parti à {pendingEmail}. D’ici là, connectez-vous avec {signInEmail}.
          </p>
        </Notice>
      )}
      <SummaryList
        rows={[
          row('firstName', 'Prénom', person.firstName),
          row('lastName', 'Nom', person.lastName),
          row('birthDate', 'Date de naissance', formatLongDate(person.birthDate)),
          row('email', 'E-mail', person.email),
          ...(signInEmail !== null && !sameEmail(signInEmail, person.email ?? '')
            ? [row('signInEmail', 'Adresse de connexion', signInEmail)]
            : []),
          row('phone', 'Téléphone', person.phone && formatPhone(person.phone)),
          row('address', 'Adresse', formatAddress(person)),
        ]}
      />
      <RestNote origin={created} />
      <h3>Mes mandats dans ce PO</h3>
      <ul className="mandates">
        {mandates.map((mandate) => (
          <MandateItem key={mandate.id} mandate={mandate} today={today} origins={file.causes} />
        ))}
      </ul>
      <p>
        <a href="/mes-donnees">Tout ce qui est enregistré à mon sujet, dans tous mes PO</a>
      </p>
    </section>
  );
}

const phases: Record<Phase, { kind: TagKind; label: string }> = {
  past: { kind: 'plain', label: 'Terminé' },
  present: { kind: 'ok', label: 'En cours' },
  future: { kind: 'accent', label: 'À venir' },
};

type MandateProps = { mandate: OwnMandate; today: CivilDate; origins: Map<string, Origin> };

/** One mandate with its roles, and what recorded each date. */
export function MandateItem({ mandate, today, origins }: MandateProps) {
  const { kind, label } = phases[phaseOn(mandate.period, today)];
  const origin = (causeId: string | null) => (causeId === null ? undefined : origins.get(causeId));
  return (
    <li>
      <p className="mandate-title">
        {capitalise(formatPeriod(mandate.period, today))} <Tag kind={kind}>{label}</Tag>
      </p>
      <AskedNote verb="Ouvert" origin={origin(mandate.openedBy)} />
      <AskedNote verb="Fin enregistrée" origin={origin(mandate.endedBy)} />
      {mandate.roles.length > 0 && (
        <ul className="roles">
          {mandate.roles.map((held) => (
            <li key={`${held.role} ${held.period.from}`}>
              {ROLE_LABELS[held.role]}
              {held.period.from === mandate.period.from && held.period.to === mandate.period.to
                ? ''
                : `, ${formatPeriod(held.period, today)}`}
              {held.assignedBy !== mandate.openedBy && <AskedNote verb="Enregistré" origin={origin(held.assignedBy)} />}
              {held.endedBy !== mandate.endedBy && <AskedNote verb="Fin enregistrée" origin={origin(held.endedBy)} />}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function capitalise(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
