import { previewMailing, testMailing } from '@guichet/shared/contracts/mailing-proofs';
import { Button } from '@guichet/shared/ui/button';
import { SelectField } from '@guichet/shared/ui/select-field';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { newId } from '../bulk/new-id.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { type Reader, ReaderChoice } from './reader-choice.tsx';
import type { MailingDraft } from './use-mailing-draft.ts';

const VIEWS = [
  { value: 'large', label: 'Ordinateur' },
  { value: 'phone', label: 'Téléphone' },
  { value: 'text', label: 'Texte seul' },
] as const;
const THEMES = [
  { value: 'light', label: 'Clair' },
  { value: 'dark', label: 'Sombre' },
] as const;

type View = (typeof VIEWS)[number]['value'];
type Theme = (typeof THEMES)[number]['value'];

/** A mailing as one recipient will get it, and a test to oneself. */
export function PreviewPart({ draft }: { draft: MailingDraft }) {
  const { id } = draft.mailing;
  const [shown, setShown] = useState<number | null>(null);
  const [reader, setReader] = useState<Reader | null>(null);
  const person = reader?.id ?? '';
  const [view, setView] = useState<View>('large');
  const [theme, setTheme] = useState<Theme>('light');
  const open = async () => {
    // What is drawn is what is saved.
    if (await draft.flush()) setShown((turn) => (turn ?? 0) + 1);
  };
  return (
    <section aria-labelledby="apercu-titre">
      <h3 id="apercu-titre">Aperçu et essai</h3>
      <p className="mailing-acts">
        <Button type="button" kind="quiet" small onClick={() => void open()}>
          {shown === null ? 'Voir l’aperçu' : 'Redessiner l’aperçu'}
        </Button>
      </p>
      {shown !== null && (
        <>
          <div className="mailing-choices">
            <ReaderChoice mailingId={id} reader={reader} onChoose={setReader} />
            <SelectField
              required
              id="apercu-vue"
              name="vue"
              label="Sur"
              value={view}
              options={VIEWS}
              inputProps={{
                onChange: ({ target }) => setView(VIEWS.find(({ value }) => value === target.value)?.value ?? 'large'),
              }}
            />
            {view !== 'text' && (
              <SelectField
                required
                id="apercu-mode"
                name="mode"
                label="Mode"
                value={theme}
                options={THEMES}
                inputProps={{ onChange: ({ target }) => setTheme(target.value === 'dark' ? 'dark' : 'light') }}
              />
            )}
          </div>
          <Shown key={shown} draft={draft} person={person} view={view} theme={theme} />
        </>
      )}
      {draft.mayWrite && <TestAct draft={draft} reader={reader} />}
    </section>
  );
}

type ShownProps = { draft: MailingDraft; person: string; view: View; theme: Theme };

function Shown({ draft, person, view, theme }: ShownProps) {
  const { id, version } = draft.mailing;
  const seenBy = person === '' ? null : person;
  const { data, error } = useQuery({
    queryKey: ['mailing-preview', id, version, person],
    queryFn: ({ signal }) => call(previewMailing, { params: { id }, body: { person: seenBy } }, signal),
  });
  const search = new URLSearchParams({ theme, version: String(version), ...(seenBy ? { person: seenBy } : {}) });
  return (
    <>
      {error && (
        <p className="field-error" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      {data && (
        <p>
          Objet : <strong>{data.subject === '' ? '(aucun)' : data.subject}</strong>
        </p>
      )}
      {view === 'text' ? (
        <pre className="mailing-plain">{data?.text}</pre>
      ) : (
        <iframe
          className={view === 'phone' ? 'mailing-preview mailing-preview-phone' : 'mailing-preview'}
          title="Aperçu du courrier"
          sandbox=""
          src={`/api/mailings/${id}/page?${search}`}
        />
      )}
    </>
  );
}

function TestAct({ draft, reader }: { draft: MailingDraft; reader: Reader | null }) {
  const { id } = draft.mailing;
  const announce = useAnnounce();
  const test = useMutation({
    mutationFn: async () => {
      if (!(await draft.flush())) return null;
      return call(testMailing, { params: { id }, body: { id: newId(), person: reader?.id ?? null } });
    },
    onSuccess: (sent) => {
      if (sent) announce(`Essai envoyé à ${sent.to}.`);
    },
  });
  return (
    <>
      <p className="mailing-acts">
        <Button type="button" kind="quiet" small disabled={test.isPending} onClick={() => test.mutate()}>
          M’envoyer un essai
        </Button>
      </p>
      {test.data && <p role="status">Essai en route vers {test.data.to}, marqué [Essai] dans l’objet.</p>}
      {test.error && (
        <p className="field-error" role="alert">
          {sentenceOf(test.error)}
        </p>
      )}
    </>
  );
}
