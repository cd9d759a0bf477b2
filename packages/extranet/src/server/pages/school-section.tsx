import { formatDate } from '@guichet/shared/domain/dates';
import { formatAddress, sameAddress } from '@guichet/shared/domain/postal-address';
import { Card } from '@guichet/shared/ui/card';
import { Tag } from '@guichet/shared/ui/tag';
import type { SchoolRow } from '../../reads/list-schools.ts';
import { AskedNote, OriginNote, RestNote } from './origin-note.tsx';
import type { SectionProps } from './po-file-page.tsx';

export function SchoolSection({ file, today }: SectionProps) {
  return (
    <section aria-labelledby="ecoles">
      <h2 id="ecoles">{file.schools.length > 1 ? `${file.schools.length} écoles` : 'École'}</h2>
      {file.schools.length === 0 && <p className="muted">Aucune école n’est enregistrée pour ce PO.</p>}
      {file.schools.map((school) => (
        <School key={school.id} school={school} file={file} today={today} />
      ))}
      <RestNote origins={file.schools.map(({ createdBy }) => file.causes.get(createdBy))} />
    </section>
  );
}

function School({ school, file, today }: { school: SchoolRow } & SectionProps) {
  const changed = (field: string) => file.fieldOrigins.get(`${school.id}/${field}`);
  const created = file.causes.get(school.createdBy);
  return (
    <Card
      level={3}
      title={school.name}
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
      <AskedNote verb="École enregistrée" origin={created} />
      <Sites school={school} />
    </Card>
  );
}

function Sites({ school }: { school: SchoolRow }) {
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
          </li>
        ))}
      </ul>
    </>
  );
}
