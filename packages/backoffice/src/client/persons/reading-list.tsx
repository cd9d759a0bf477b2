import type { ReadingView } from '@guichet/shared/contracts/persons';
import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readingsQuery, sessionQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { sayMoment } from '../text/moments.ts';

/** Who looked at that file before: the latest, and for administrators everybody. */
export function ReadingList({ personId, readings }: { personId: string; readings: readonly ReadingView[] }) {
  const [all, setAll] = useState(false);
  const { data: session } = useQuery(sessionQuery);
  const { data, error } = useQuery({ ...readingsQuery(personId), enabled: all });
  const shown = data?.readings ?? readings;
  return (
    <>
      <p className="muted small">Chaque lecture de cette fiche est notée, une fois par heure et par personne.</p>
      {shown.length === 0 && <p className="muted">Personne avant vous.</p>}
      <ul className="readings small">
        {shown.map(({ id, by, at, screen }) => (
          <li key={id}>
            Consultée par {by}, {sayMoment(at)} <span className="muted">({screen})</span>
          </li>
        ))}
      </ul>
      {error && (
        <p className="field-error" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      {session?.staff.role === 'administrator' && !all && (
        <Button type="button" kind="plain" small onClick={() => setAll(true)}>
          Voir toutes les consultations
        </Button>
      )}
    </>
  );
}
