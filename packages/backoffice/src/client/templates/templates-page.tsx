import type { ReasonTemplateView } from '@guichet/shared/contracts/reason-templates';
import { Button } from '@guichet/shared/ui/button';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { useQuery } from '@tanstack/react-query';
import FileText from 'lucide-react/icons/file-text';
import { useEffect, useState } from 'react';
import { reasonTemplatesQuery, sessionQuery } from '../queries.ts';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { TemplateDialog } from './template-dialog.tsx';

/** The reasons of refusals that the secretariat keeps ready, for all types and for each. */
export function TemplatesPage() {
  const { data, isPending, error, refetch } = useQuery(reasonTemplatesQuery);
  const { data: session } = useQuery(sessionQuery);
  const [editing, setEditing] = useState<ReasonTemplateView | 'new' | null>(null);
  useEffect(() => {
    document.title = 'Modèles de refus · Guichet PO';
  }, []);
  const mayEdit = session?.staff.role !== 'reader';
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <div className="file-head">
        <h1>Modèles de refus</h1>
        {mayEdit && (
          <Button type="button" small onClick={() => setEditing('new')}>
            Nouveau modèle
          </Button>
        )}
      </div>
      <p className="muted">
        Les raisons que vous donnez souvent. Elles sont proposées quand vous refusez une demande ; vous pouvez encore
        les changer avant d’envoyer.
      </p>
      {data ? (
        <TemplateGroups
          templates={data.templates}
          types={session?.requestTypes ?? []}
          onEdit={mayEdit ? setEditing : null}
        />
      ) : null}
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
      {editing && (
        <TemplateDialog
          template={editing === 'new' ? null : editing}
          types={session?.requestTypes ?? []}
          onClose={() => setEditing(null)}
        />
      )}
    </main>
  );
}

type GroupsProps = {
  templates: readonly ReasonTemplateView[];
  types: readonly { name: string; label: string }[];
  onEdit: ((template: ReasonTemplateView) => void) | null;
};

function TemplateGroups({ templates, types, onEdit }: GroupsProps) {
  if (templates.length === 0) {
    return (
      <EmptyState icon={FileText} title="Aucun modèle">
        <p>Écrivez ici les refus que vous expliquez chaque fois de la même façon.</p>
      </EmptyState>
    );
  }
  const groups = [{ name: null, label: 'Tous les types de demandes' }, ...types];
  return groups.map(({ name, label }) => {
    const own = templates.filter(({ type }) => type === name);
    if (own.length === 0) return null;
    return (
      <section key={label} aria-label={label}>
        <h2>{label}</h2>
        <ul className="tasks">
          {own.map((template) => (
            <li key={template.id} className="task">
              <div>
                <h3>{template.title}</h3>
                <p className="template-body">{template.body}</p>
              </div>
              {onEdit && (
                <Button type="button" kind="quiet" small onClick={() => onEdit(template)}>
                  Modifier
                  <span className="visually-hidden"> : {template.title}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
