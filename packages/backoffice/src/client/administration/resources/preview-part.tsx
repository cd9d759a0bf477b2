import type { PoMatch } from '@guichet/shared/contracts/pos';
import { previewMenu } from '@guichet/shared/contracts/resources';
import { formatLongDate } from '@guichet/shared/domain/dates';
import { sayFile } from '@guichet/shared/domain/resource-files';
import { ROLE_FUNCTIONS, ROLE_LABELS, ROLES, type Role } from '@guichet/shared/domain/roles';
import { de } from '@guichet/shared/domain/elision';
import { Button } from '@guichet/shared/ui/button';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { call } from '../../api.ts';
import { FilterSelect } from '../../shell/filter-select.tsx';
import { Failure, LoadingPage } from '../../shell/page-states.tsx';
import { fileAddress } from './file-field.tsx';

const PoPicker = lazy(async () => ({ default: (await import('../../pos/po-picker.tsx')).PoPicker }));

type Props = {
  role: Role | null;
  today: string;
  onRole: (role: Role | null) => void;
  onClose: () => void;
};

/** The menu as somebody with one role in one PO finds it on one day: by the rule of the extranet itself. */
export function PreviewPart({ role, today, onRole, onClose }: Props) {
  const [po, setPo] = useState<PoMatch | null>(null);
  const [day, setDay] = useState(today);
  const [picking, setPicking] = useState(false);
  return (
    <section aria-labelledby="apercu" className="resource-preview">
      <h2 id="apercu">Voir comme un membre</h2>
      <div className="preview-choices">
        <FilterSelect
          id="role-apercu"
          label="Rôle"
          all="Sans rôle"
          value={role ?? undefined}
          options={ROLES.map((one) => [one, ROLE_LABELS[one]] as const)}
          onChange={(chosen) => onRole(ROLES.find((one) => one === chosen) ?? null)}
        />
        <Button type="button" kind="quiet" small onClick={() => setPicking(true)}>
          {po ? `PO : ${po.name}` : 'Dans quel PO ?'}
        </Button>
        {po && (
          <Button type="button" kind="plain" small onClick={() => setPo(null)}>
            N’importe quel PO
          </Button>
        )}
        <label className="preview-day">
          Le
          <input
            type="date"
            className="input input-compact"
            value={day}
            onChange={(event) => setDay(event.target.value || today)}
          />
        </label>
        <Button type="button" kind="plain" small onClick={onClose}>
          Fermer l’aperçu
        </Button>
      </div>
      <Preview role={role} po={po} day={day} />
      {picking && (
        <Suspense>
          <PoPicker
            title="Dans quel PO ?"
            onClose={() => setPicking(false)}
            onChoose={(chosen) => {
              setPo(chosen);
              setPicking(false);
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

function Preview({ role, po, day }: { role: Role | null; po: PoMatch | null; day: string }) {
  const query = { role: role ?? undefined, po: po?.id, day };
  const { data, error, refetch } = useQuery({
    queryKey: ['resources', 'preview', query],
    queryFn: ({ signal }) => call(previewMenu, { query }, signal),
    placeholderData: keepPreviousData,
  });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingPage />;
  const who = role === null ? 'membre sans rôle' : ROLE_FUNCTIONS[role];
  return (
    <>
      <p className="muted" role="status">
        Le {formatLongDate(day)}, un {who} {po ? `${de(po.name)} (FASE ${po.fase})` : 'd’un PO quelconque'} voit{' '}
        {data.resources.length} des {data.shown} ressources publiées. Qui a plusieurs rôles voit ce que chacun ouvre.
      </p>
      <ol className="tasks">
        {data.resources.map(({ id, title, description, url, file }) => (
          <li key={id}>
            <h3>{title}</h3>
            <p>{description}</p>
            <p className="small muted">
              {file ? (
                <>
                  <a href={fileAddress(file.id)} download={file.name}>
                    {file.name}
                  </a>{' '}
                  ({sayFile(file)})
                </>
              ) : (
                (url ?? 'Rien n’est encore publié.')
              )}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
