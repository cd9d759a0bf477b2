import type { MailingTemplateView } from '@guichet/shared/contracts/mailing-view';
import { archiveMailingTemplate, createMailing } from '@guichet/shared/contracts/mailings';
import { MAILING_KINDS } from '@guichet/shared/domain/mailings/mailing-kinds';
import { readVariables } from '@guichet/shared/domain/mailings/mailing-variables';
import { Button } from '@guichet/shared/ui/button';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import FileText from 'lucide-react/icons/file-text';
import { type ReactNode, useEffect, useState } from 'react';
import { call } from '../api.ts';
import { newId } from '../bulk/new-id.ts';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { useAct } from '../shell/use-act.ts';
import { sayMoment } from '../text/moments.ts';
import { mailingTemplatesQuery } from './mailing-queries.ts';
import { RenameTemplateDialog } from './rename-template-dialog.tsx';

/** The texts that the secretariat keeps ready for its mailings. */
export function MailingTemplatesPage() {
  const { data, isPending, error, refetch } = useQuery(mailingTemplatesQuery);
  useEffect(() => {
    document.title = 'Modèles de courriers · Guichet PO';
  }, []);
  const kept = data?.templates.filter(({ archived }) => !archived) ?? [];
  const away = data?.templates.filter(({ archived }) => archived) ?? [];
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <p className="mailing-back">
        <Link to="/courriers">Tous les courriers</Link>
      </p>
      <h1>Modèles de courriers</h1>
      <p className="muted">
        Un objet, un texte et des fichiers gardés pour les courriers qui reviennent. Un modèle n’a pas de destinataires
        : ils se choisissent dans chaque courrier.
      </p>
      {data && kept.length === 0 && (
        <EmptyState icon={FileText} title="Aucun modèle">
          <p>« Enregistrer comme modèle », à l’étape « Message » d’un courrier, en garde un.</p>
        </EmptyState>
      )}
      {kept.length > 0 && (
        <ul className="runs">
          {kept.map((template) => (
            <Line key={template.id} template={template} />
          ))}
        </ul>
      )}
      {away.length > 0 && (
        <section aria-labelledby="modeles-archives">
          <h2 id="modeles-archives">Archivés</h2>
          <ul className="runs">
            {away.map((template) => (
              <Line key={template.id} template={template} />
            ))}
          </ul>
        </section>
      )}
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
    </main>
  );
}

function Line({ template }: { template: MailingTemplateView }) {
  const { name, kind, subject, updatedBy, updatedAt, archived } = template;
  const mayWrite = useMayDecide();
  const Title = archived ? 'h3' : 'h2';
  return (
    <li>
      <Title className="mailing-title">{name}</Title>
      <p>{subject.trim() === '' ? 'Sans objet' : readVariables(subject)}</p>
      <p className="muted small">
        {MAILING_KINDS[kind].label} · {archived ? 'archivé' : 'enregistré'} par {updatedBy}, {sayMoment(updatedAt)}
      </p>
      <Reading template={template} />
      {mayWrite && <Acts template={template} />}
    </li>
  );
}

/** Its text, as somebody invented would get it; drawn once it is asked for. */
function Reading({ template: { id, name, version } }: { template: MailingTemplateView }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="mailing-text" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        Lire ce modèle<span className="visually-hidden"> : {name}</span>
      </summary>
      {isOpen && (
        <iframe
          className="mailing-preview"
          title={`Modèle : ${name}`}
          sandbox=""
          src={`/api/mailing-templates/${id}/page?version=${version}`}
        />
      )}
    </details>
  );
}

function Acts({ template }: { template: MailingTemplateView }) {
  const { id, name, version, archived } = template;
  const navigate = useNavigate();
  const { act, busy, errors, problem } = useAct('mailing-templates', 'mailings');
  const [renaming, setRenaming] = useState(false);
  const begin = () =>
    void act(
      `Courrier commencé : ${name}.`,
      () => call(createMailing, { body: { id: newId(), template: id } }),
      (made) => void navigate({ to: '/courriers/$mailingId', params: { mailingId: made.id } }),
    );
  const archive = () =>
    void act(archived ? `Modèle repris : ${name}.` : `Modèle archivé : ${name}.`, () =>
      call(archiveMailingTemplate, { params: { id }, body: { version, archived: !archived } }),
    );
  const trouble = problem || errors.name;
  const button = (label: ReactNode, run: () => void, kind: 'quiet' | 'plain') => (
    <Button type="button" kind={kind} small disabled={busy} onClick={run}>
      {label}
      <span className="visually-hidden"> : {name}</span>
    </Button>
  );
  return (
    <>
      <p className="mailing-acts">
        {archived ? (
          button('Reprendre', archive, 'quiet')
        ) : (
          <>
            {button('Nouveau courrier depuis ce modèle', begin, 'quiet')}
            {button('Renommer', () => setRenaming(true), 'plain')}
            {button('Archiver', archive, 'plain')}
          </>
        )}
      </p>
      {trouble && (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      )}
      {renaming && <RenameTemplateDialog template={template} onClose={() => setRenaming(false)} />}
    </>
  );
}
