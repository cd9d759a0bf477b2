import type { CivilDate } from '@guichet/shared/domain/dates';
import { formatEnterpriseNumber } from '@guichet/shared/domain/identifiers';
import { formatPhone } from '@guichet/shared/domain/phone';
import { formatAddress } from '@guichet/shared/domain/postal-address';
import { LinkButton } from '@guichet/shared/ui/button';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { SummaryList } from '@guichet/shared/ui/summary-list';
import type { PoFile } from '../../reads/read-po-file.ts';
import { SecretariatContact } from '../frame.tsx';
import { FirstNote } from './origin-note.tsx';
import { MemberSection } from './member-section.tsx';
import { OwnSection } from './own-section.tsx';
import { SchoolSection } from './school-section.tsx';
import { Value } from './value.tsx';

export type SectionProps = { file: PoFile; today: CivilDate };

/** The file of a PO as its members read it: nothing can be changed here, and it says where it can. */
export function PoFilePage({ file, today, changeUrl }: SectionProps & { changeUrl: string }) {
  return (
    <>
      <PageTitle caption={`Dossier du PO · FASE ${file.po.fase}`}>{file.po.name}</PageTitle>
      <div className="keeper">
        <p>
          Ce dossier est tenu par le secrétariat. Quelque chose n’est plus juste ? Signalez-le : il vérifie et
          enregistre le changement. <SecretariatContact {...file.region} />
        </p>
        <LinkButton kind="quiet" href={changeUrl}>
          Signaler un changement
        </LinkButton>
      </div>
      <nav aria-label="Dans ce dossier" className="contents">
        <a href="#identite">Identité</a>
        <a href="#ecoles">Écoles</a>
        <a href="#membres">Membres</a>
        <a href="#moi">Mes données</a>
      </nav>
      <Identity file={file} />
      <SchoolSection file={file} today={today} />
      <MemberSection file={file} today={today} />
      <OwnSection file={file} today={today} />
    </>
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
      <h2 id="identite">Identité</h2>
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
      <FirstNote origin={file.causes.get(po.createdBy)} />
    </section>
  );
}
