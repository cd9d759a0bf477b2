import { changeAudience } from '@guichet/shared/contracts/audiences';
import type { AudienceCriteria } from '@guichet/shared/contracts/mailing-audience';
import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.ts';
import { useAct } from '../shell/use-act.ts';
import { AudienceDialog } from './audience-dialog.tsx';
import { audiencesQuery } from './audience-queries.ts';

type Props = { criteria: AudienceCriteria; onTake: (criteria: AudienceCriteria) => void };

/** Takes whom it is for from an audience that was kept, or keeps it under a name. */
export function KeptAudiences({ criteria, onTake }: Props) {
  const { data } = useQuery(audiencesQuery);
  const [taken, setTaken] = useState('');
  const [naming, setNaming] = useState(false);
  const { act, busy, problem } = useAct(...audiencesQuery.queryKey);
  const audiences = data?.audiences ?? [];
  const source = audiences.find(({ id }) => id === taken);
  const isOther = source !== undefined && JSON.stringify(source.criteria) !== JSON.stringify(criteria);
  const isEmpty = criteria.roles.length === 0 && criteria.include.length === 0;
  return (
    <div className="kept-audiences">
      {audiences.length > 0 && (
        <>
          <label className="label" htmlFor="audience-enregistree">
            Partir d’une audience enregistrée
          </label>
          <select
            id="audience-enregistree"
            className="input input-compact"
            value={taken}
            onChange={({ target: { value } }) => {
              setTaken(value);
              const chosen = audiences.find(({ id }) => id === value);
              if (chosen) onTake(chosen.criteria);
            }}
          >
            <option value="">Aucune</option>
            {audiences.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </>
      )}
      <p className="audience-acts">
        {!isEmpty && (
          <Button type="button" kind="quiet" small onClick={() => setNaming(true)}>
            Enregistrer cette audience
          </Button>
        )}
        {isOther && (
          <Button
            type="button"
            kind="quiet"
            small
            disabled={busy}
            onClick={() =>
              void act(`Audience changée : ${source.name}.`, () =>
                call(changeAudience, { params: { id: source.id }, body: { version: source.version, criteria } }),
              )
            }
          >
            Remplacer « {source.name} »
          </Button>
        )}
        <Link to="/audiences">Toutes les audiences</Link>
      </p>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {naming && <AudienceDialog criteria={criteria} onDone={setTaken} onClose={() => setNaming(false)} />}
    </div>
  );
}
