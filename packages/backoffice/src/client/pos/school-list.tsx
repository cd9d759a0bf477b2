import type { PoFile } from '@guichet/shared/contracts/pos';
import { SchoolActs } from '../edits/school-acts.tsx';
import { Origin } from './origin.tsx';

export function SchoolList({ schools }: { schools: PoFile['schools'] }) {
  if (schools.length === 0) return <p className="muted">Aucune école.</p>;
  return (
    <ul className="schools">
      {schools.map(({ id, name, fase, address, level, period, closes, sites, origin }) => (
        <li key={id}>
          <p className="school-name">{name}</p>
          <p className="muted small">
            {[fase ? `FASE ${fase}` : 'sans numéro FASE', level, period].filter(Boolean).join(' · ')}
          </p>
          <p className="small">{address}</p>
          {sites.length > 0 && (
            <details>
              <summary className="small">
                {sites.length === 1 ? '1 implantation' : `${sites.length} implantations`}
              </summary>
              <ul>
                {sites.map((site) => (
                  <li key={site.fase} className="small">
                    {site.address} <span className="muted">({[`FASE ${site.fase}`, ...site.kinds].join(', ')})</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
          <Origin origin={origin} />
          <SchoolActs schoolId={id} name={name} closes={closes} />
        </li>
      ))}
    </ul>
  );
}
