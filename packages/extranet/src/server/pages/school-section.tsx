import { formatDate } from '@guichet/shared/domain/dates';
import { formatAddress, sameAddress } from '@guichet/shared/domain/postal-address';
import { Card } from '@guichet/shared/ui/card';
import { Tag } from '@guichet/shared/ui/tag';
import type { SchoolRow } from '../../reads/list-schools.ts';
import type { Origin } from '../../reads/origins.ts';
import type { PoFile } from '../../reads/read-po-file.ts';
import { ReportButton } from './dossier/report-button.tsx';
import { AskedNote, commonOrigin, OriginNote, RestNote } from './origin-note.tsx';
import type { SectionProps } from './po-file-page.tsx';

export function SchoolSection({ file, today }: SectionProps) {
  const rest = commonOrigin(file.schools.map(({ createdBy }) => file.causes.get(createdBy)));
  return (
    <section aria-labelledby="ecoles">
      <div className="section-head">
        <h2 id="ecoles">{file.schools.length > 1 ? `${file.schools.length} écoles` : 'École'}</h2>
        <ReportButton subject={{ kind: 'po' }} about="les écoles" />
      </div>
      {file.schools.length === 0 && <p className="muted">Aucune école n’est enregistrée pour ce PO.</p>}
      {file.schools.map((school) => (
        <School key={school.id} school={school} file={file} today={today} rest={rest} />
      ))}
      <RestNote origin={rest} />
    </section>
  );
}

function School({ school, file, today, rest }: { school: SchoolRow; rest: Origin | undefined } & SectionProps) {
  const changed = (field: string) => file.fieldOrigins.get(`${school.id}/${field}`);
  const created = file.causes.get(school.createdBy);
  return (
    <Card
      level={3}
      title={school.name}
      actions={<ReportButton subject={{ kind: 'school', id: school.id }} about={school.name} />}
      tags={
        <>
          <Tag>{school.fase === null ? 'Numéro FASE attendu' : `FASE ${school.fase}`}</Tag>
          {school.level && <Tag>{school.level}</Tag>}
          {school.openedOn !== null && school.openedOn > today && (
            <Tag kind="accent">Ouvre le {formatDate(school.openedOn)}</Tag>
          )}
          {school.closedOn !== null && <Tag kind="warn">Ferme le {formatDate(school.closedOn)}</Tag>}
        </>
      }
    >
      <OriginNote verb="Nom modifié" origin={changed('name')} />
      <p>{formatAddress(school.address) || <span className="muted">Adresse pas encore connue</span>}</p>
      <OriginNote verb="Adresse modifiée" origin={changed('address')} />
      <OriginNote verb="Fermeture enregistrée" origin={changed('closedOn')} />
      <AskedNote verb="École enregistrée" origin={created} rest={rest} />
      <Sites school={school} file={file} />
    </Card>
  );
}

function Sites({ school, file }: { school: SchoolRow; file: PoFile }) {
  if (school.sites.length === 0) return null;
  return (
    <>
      <p className="sites-title">{school.sites.length > 1 ? 'Implantations' : 'Implantation'}</p>
      <ul className="sites">
        {school.sites.map((site) => (
          <li key={site.id}>
            {sameAddress(site.address, school.address) ? 'À la même adresse' : formatAddress(site.address)}
            <span className="muted small">
              {' '}
              · FASE {site.fase}
              {site.teachingKinds.length > 0 && ` · ${site.teachingKinds.join(', ')}`}
            </span>
            <OriginNote verb="Adresse modifiée" origin={file.fieldOrigins.get(`${site.id}/address`)} />
          </li>
        ))}
      </ul>
    </>
  );
}
