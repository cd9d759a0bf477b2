import { DataTable } from '@guichet/shared/ui/data-table';
import { Tag } from '@guichet/shared/ui/tag';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Origin } from './origin.tsx';
import type { Lane, Span } from './role-lanes.ts';

type Row = Span & { label: string };

/** What the timeline draws, in words: the same periods, and what set them. */
export function RoleTable({ lanes }: { lanes: readonly Lane[] }) {
  const [showsPast, setShowsPast] = useState(false);
  const all = lanes.flatMap(({ label, spans }): Row[] => spans.map((span) => ({ ...span, label })));
  const past = all.filter(({ when }) => when === 'past').length;
  const rows = showsPast ? all : all.filter(({ when }) => when !== 'past');
  return (
    <>
      {past > 0 && (
        <label className="show-past">
          <input type="checkbox" checked={showsPast} onChange={(event) => setShowsPast(event.target.checked)} />
          Afficher les anciens ({past})
        </label>
      )}
      {rows.length === 0 ? (
        <p className="muted">Personne, à cette date ou plus tard.</p>
      ) : (
        <DataTable
          caption="Rôles et mandats"
          captionHidden
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'role', label: 'Rôle', heading: true, cell: ({ label }) => label },
            { key: 'name', label: 'Personne', cell: ({ personId, name }) => <Name personId={personId} name={name} /> },
            { key: 'period', label: 'Période', cell: ({ period }) => period },
            { key: 'when', label: 'État', cell: ({ when }) => <WhenTag when={when} /> },
            { key: 'origin', label: 'D’où', cell: (row) => <Origins row={row} /> },
          ]}
        />
      )}
    </>
  );
}

function Name({ personId, name }: Pick<Span, 'personId' | 'name'>) {
  return (
    <Link to="/personnes/$personId" params={{ personId }}>
      {name}
    </Link>
  );
}

function WhenTag({ when }: Pick<Span, 'when'>) {
  if (when === 'present') return <Tag kind="accent">en cours</Tag>;
  return <Tag>{when === 'past' ? 'terminé' : 'à venir'}</Tag>;
}

function Origins({ row: { origin, endOrigin } }: { row: Row }) {
  return (
    <>
      <Origin origin={origin} />
      {endOrigin && endOrigin.text !== origin?.text && <Origin origin={endOrigin} before="fin : " />}
    </>
  );
}
