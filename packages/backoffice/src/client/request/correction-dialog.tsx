import { askCorrection, previewCorrection } from '@guichet/shared/contracts/decisions';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Button } from '@guichet/shared/ui/button';
import { Choice } from '@guichet/shared/ui/choice';
import { TextArea } from '@guichet/shared/ui/text-area';
import { useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useDraft } from '../shell/use-draft.ts';
import { MailPreview } from './mail-preview.tsx';
import type { Decide } from './use-decide.ts';

export type CorrectionDialogProps = {
  view: RequestView;
  decide: Decide;
  onClose: () => void;
  onAsked: () => Promise<void>;
};

type Preview = { to: string; subject: string; text: string };

/** A question for each answer that is ticked, and one about the whole. Closing or reloading loses nothing of them. */
export function CorrectionDialog({ view, decide, onClose, onAsked }: CorrectionDialogProps) {
  const [draft, write, forget] = useDraft(`guichet:correction:${view.id}`);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState('');
  const asked = readDraft(draft);
  const set = (field: string, message: string | null) => {
    const after = { ...asked };
    if (message === null) delete after[field];
    else after[field] = message;
    write(Object.keys(after).length === 0 ? '' : JSON.stringify(after));
    setPreview(null);
  };
  const questions = [
    ...view.askable.flatMap(({ field }) => (field in asked ? [{ field, message: asked[field] ?? '' }] : [])),
    ...(asked[WHOLE] ? [{ field: null, message: asked[WHOLE] }] : []),
  ];
  const unsaid = questionsProblem(questions);
  const send = async () => {
    setProblem(unsaid);
    if (unsaid) return;
    const body = { version: view.standing.version, questions };
    if (!(await decide.act(askCorrection, { params: { id: view.id }, body }))) return;
    forget();
    await onAsked();
  };
  const look = async () => {
    setProblem(unsaid);
    if (unsaid) return;
    try {
      setPreview(await call(previewCorrection, { params: { id: view.id }, body: { questions } }));
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  const told = problem || decide.problem;
  return (
    <Dialog title="Demander une correction" onClose={onClose} wide keepsText>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p className="hint">
          Cochez les réponses à revoir. {view.submitter.name} lira chaque question à côté de sa réponse, et corrigera
          celles-là seulement.
        </p>
        <div className="ticks" role="group" aria-label="Réponses à revoir">
          {view.askable.map(({ field, label, value }) => (
            <Choice
              key={field}
              id={`revoir-${field}`}
              name="revoir"
              type="checkbox"
              value={field}
              label={value === null ? `${label} (sans réponse)` : `${label} : ${value}`}
              checked={field in asked}
              inputProps={{ onChange: (event) => set(field, event.currentTarget.checked ? '' : null) }}
            >
              {field in asked && (
                <TextArea
                  id={`question-${field}`}
                  name={`question-${field}`}
                  label={`Votre question : ${label}`}
                  required
                  rows={2}
                  maxLength={4000}
                  value={asked[field] ?? ''}
                  inputProps={{ onChange: (event) => set(field, event.target.value) }}
                />
              )}
            </Choice>
          ))}
        </div>
        <TextArea
          id="question-generale"
          name="question-generale"
          label="Question sur toute la demande"
          rows={3}
          maxLength={4000}
          value={asked[WHOLE] ?? ''}
          inputProps={{ onChange: (event) => set(WHOLE, event.target.value === '' ? null : event.target.value) }}
        />
        {told && (
          <p className="field-error" role="alert">
            {told}
          </p>
        )}
        {preview && <MailPreview mail={preview} />}
        <div className="dialog-acts">
          <Button disabled={decide.busy}>Envoyer la question</Button>
          <Button type="button" kind="quiet" onClick={() => void look()}>
            Voir le mail
          </Button>
          <Button type="button" kind="plain" onClick={onClose}>
            Plus tard
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The question about the request as a whole; no field bears such a name. */
const WHOLE = '*';

function questionsProblem(questions: readonly { message: string }[]): string {
  if (questions.length === 0) return 'Cochez une réponse à revoir, ou écrivez une question.';
  if (questions.some(({ message }) => message.trim() === ''))
    return 'Écrivez votre question pour chaque réponse cochée.';
  return '';
}

function readDraft(text: string): Record<string, string> {
  try {
    return text === '' ? {} : (JSON.parse(text) as Record<string, string>);
  } catch {
    return {};
  }
}
