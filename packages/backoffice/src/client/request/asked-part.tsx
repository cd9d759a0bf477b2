import { takeValue } from '@guichet/shared/contracts/second-look';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Button } from '@guichet/shared/ui/button';
import Pencil from 'lucide-react/icons/pencil';
import { type ReactNode, useState } from 'react';
import { AnswerList } from './answer-list.tsx';
import { ComparedTable } from './compared-table.tsx';
import { CorrectedList } from './corrected-list.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { useChange } from './use-change.ts';

/** What is asked, beside what is recorded where something is; each answer can be corrected, and what was is told. */
export function AskedPart({ view }: { view: RequestView }) {
  const [correcting, setCorrecting] = useState<string | null>(null);
  const { busy, problem, send } = useChange(view);
  const may = view.mayDecide && view.standing.state === 'submitted' && view.askable.length > 0;
  const pencil = (field: string, label: string) =>
    may && view.askable.some((asked) => asked.field === field) ? (
      <Button
        type="button"
        kind="plain"
        small
        icon={Pencil}
        className="correct-button"
        onClick={() => setCorrecting(field)}
      >
        Corriger<span className="visually-hidden"> : {label}</span>
      </Button>
    ) : null;
  const take = (field: string, value: 'now' | 'submitted', label: string) => {
    const body = { version: view.standing.version, field, value };
    void send(takeValue, { params: { id: view.id }, body }, `${label} : valeur reprise. Le plan est à jour.`);
  };
  return (
    <>
      {view.compared.some(({ known }) => known !== null) ? (
        <ComparedTable rows={view.compared} pencil={pencil} take={may && !busy ? take : null} />
      ) : (
        <Alone view={view} pencil={pencil} />
      )}
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {may && (
        <Button type="button" kind="quiet" small className="correct-other" onClick={() => setCorrecting('')}>
          Corriger une autre réponse
        </Button>
      )}
      <CorrectedList view={view} />
      {correcting !== null && <CorrectDialog view={view} field={correcting} onClose={() => setCorrecting(null)} />}
    </>
  );
}

/** Where there is nothing to compare with. */
function Alone({ view, pencil }: { view: RequestView; pencil: Pencils }) {
  const { compared, answers, standing } = view;
  const isOpen = compared.length > 0 && standing.state !== 'approved';
  const isCertain = !view.findings.some(({ severity }) => severity === 'blocking');
  const rows =
    compared.length > 0 ? compared.map(({ field, label, asked }) => ({ field, label, value: asked })) : answers;
  return (
    <AnswerList
      title={isOpen ? 'Demandé' : 'Ce qui était demandé'}
      note={isOpen && isCertain ? 'Rien de tel n’est encore connu.' : null}
      answers={rows}
      pencil={pencil}
    />
  );
}

export type Pencils = (field: string, label: string) => ReactNode;
