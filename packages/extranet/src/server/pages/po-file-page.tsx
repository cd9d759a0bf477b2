import { type CivilDate, formatLongDate } from '@guichet/shared/domain/dates';
import { formatEnterpriseNumber } from '@guichet/shared/domain/identifiers';
import { formatPhone } from '@guichet/shared/domain/phone';
import { formatAddress } from '@guichet/shared/domain/postal-address';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { SummaryList } from '@guichet/shared/ui/summary-list';
import type { ReactNode } from 'react';
import type { PoFile } from '../../reads/read-po-file.ts';
import { SecretariatContact } from '../frame.tsx';
import { MemberSection } from './member-section.tsx';
import { OpenRequestSection } from './dossier/open-request-section.tsx';
import { ReportButton, ReportForm } from './dossier/report-button.tsx';
import { RestNote } from './origin-note.tsx';
import { OwnSection } from './own-section.tsx';
import { SchoolSection } from './school-section.tsx';
import { Value } from './value.tsx';

export type SectionProps = { file: PoFile; today: CivilDate };

export type PoFilePageProps = SectionProps & {
  csrf: string;
  /** Where every "Signaler un changement" posts. */
  reportAction: string;
  trackingUrl: (reference: string) => string;
  /** When the PO last said that the file is right. */
  freshness: ReactNode;
};

/** The file of a PO as its members read it: nothing can be changed here, and it says where it can. */
export function PoFilePage({ file, today, csrf, reportAction, trackingUrl, freshness }: PoFilePageProps) {
  return (
    <>
      <ReportForm action={reportAction} csrf={csrf} />
      <PageTitle caption={`Dossier du PO · FASE ${file.po.fase}`}>{file.po.name}</PageTitle>
      {file.po.closedOn !== null && <Closing on={file.po.closedOn} today={today} />}
      <div className="keeper">
        <p>
          Ce dossier est tenu par le secrétariat. Quelque chose n’est plus juste ? Chaque membre du PO peut le signaler
          : le formulaire s’ouvre déjà rempli, le secrétariat vérifie, au besoin auprès de la présidence ou du
          secrétaire du PO, et enregistre le changement. <SecretariatContact {...file.region} />
        </p>
        <ReportButton kind="main" subject={null} about="dans le PO" />
      </div>
      {freshness}
      <nav aria-label="Dans ce dossier" className="contents">
        <a href="#identite">Identité</a>
        <a href="#ecoles">Écoles</a>
        <a href="#membres">Membres</a>
        <a href="#moi">Mes données</a>
        {file.openRequests && <a href="#demandes">Demandes en cours</a>}
      </nav>
      <Identity file={file} />
      <SchoolSection file={file} today={today} />
      <MemberSection file={file} today={today} />
      <OwnSection file={file} today={today} />
      {file.openRequests && <OpenRequestSection requests={file.openRequests} trackingUrl={trackingUrl} />}
    </>
  );
}

/** A PO that is there no more, or only until a day, is read as long as somebody holds a mandate in it. */
function Closing({ on, today }: { on: CivilDate; today: CivilDate }) {
  return (
    <Notice kind="warn" title={on < today ? 'Ce PO est fermé' : 'Ce PO va fermer'}>
      <p>
        {on < today ? 'Son dernier jour était' : 'Son dernier jour sera'} le {formatLongDate(on)}. Une question ?
        Écrivez au secrétariat.
      </p>
    </Notice>
  );
}

function Identity({ file }: { file: PoFile }) {
  const { po } = file;
  const changed = (field: string) => file.fieldOrigins.get(`${po.id}/${field}`);
  const row = (key: string, label: string, text: string | null) => ({
    key,
    label,
    value: <Value text={text} changed={changed(key)} />,
  });
  return (
    <section aria-labelledby="identite">
      <div className="section-head">
        <h2 id="identite">Identité</h2>
        <ReportButton subject={{ kind: 'po' }} about="identité du PO" />
      </div>
      <SummaryList
        rows={[
          row('name', 'Nom', po.name),
          row('fase', 'Numéro FASE', String(po.fase)),
          row(
            'enterpriseNumber',
            'Numéro d’entreprise',
            po.enterpriseNumber && formatEnterpriseNumber(po.enterpriseNumber),
          ),
          row('address', 'Adresse', formatAddress(po)),
          row('contactEmail', 'E-mail', po.contactEmail),
          row('contactPhone', 'Téléphone', po.contactPhone && formatPhone(po.contactPhone)),
        ]}
      />
      <RestNote origin={file.causes.get(po.createdBy)} />
    </section>
  );
}
