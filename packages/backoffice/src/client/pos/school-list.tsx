import type { SchoolView } from '@guichet/shared/contracts/pos';
import { SchoolActs } from '../edits/school-acts.tsx';
import { FactList } from './fact-list.tsx';

/** Schools of the day and those to open, then those that closed or went to another PO. */
export function SchoolList({ schools, canAct }: { schools: readonly SchoolView[]; canAct: boolean }) {
  const past = schools.filter(({ when }) => when === 'past');
  const others = schools.filter(({ when }) => when !== 'past');
  return (
    <>
      {others.length === 0 && <p className="muted">Aucune école.</p>}
      <Schools schools={others} canAct={canAct} />
      {past.length > 0 && (
        <details className="file-past">
          <summary>{past.length === 1 ? '1 ancienne école' : `${past.length} anciennes écoles`}</summary>
          <Schools schools={past} canAct={canAct} />
        </details>
      )}
    </>
  );
}

function Schools({ schools, canAct }: { schools: readonly SchoolView[]; canAct: boolean }) {
  if (schools.length === 0) return null;
  return (
    <ul className="schools">
      {schools.map((school) => (
        <School key={school.id} school={school} canAct={canAct} />
      ))}
    </ul>
  );
}

function School({ school, canAct }: { school: SchoolView; canAct: boolean }) {
  const { id, name, fase, level, period, address, closes, leaves, left, comes, facts, sites } = school;
  return (
    <li>
      <p className="school-name">{name}</p>
      <p className="muted small">
        {[fase ? `FASE ${fase}` : 'sans numéro FASE', level, period].filter(Boolean).join(' · ')}
      </p>
      <p className="small">{address}</p>
      <details>
        <summary className="small">
          Détails et origine
          <span className="visually-hidden"> : {name}</span>
        </summary>
        <FactList facts={facts} />
        {sites.map((site) => (
          <div key={site.fase} className="site">
            <p className="small">Implantation FASE {site.fase}</p>
            <FactList facts={site.facts} />
          </div>
        ))}
      </details>
      {canAct && !left && !comes && <SchoolActs schoolId={id} name={name} closes={closes} leaves={leaves} />}
    </li>
  );
}
