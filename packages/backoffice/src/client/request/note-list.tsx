import { addNote } from '@guichet/shared/contracts/notes';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { findMentions } from '@guichet/shared/domain/mentions';
import { Button } from '@guichet/shared/ui/button';
import { TextArea } from '@guichet/shared/ui/text-area';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { colleaguesQuery, requestQuery, sessionQuery } from '../queries.ts';
import { ActionButton } from '../shell/action-button.tsx';
import { useAnnounce } from '../shell/announcer.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { useDraft } from '../shell/use-draft.ts';
import { sayMoment } from '../text/moments.ts';
import { useDecide } from './use-decide.ts';

/** What colleagues tell each other about a request; its author never sees it. */
export function NoteList({ view }: { view: RequestView }) {
  const { data: session } = useQuery(sessionQuery);
  const mayWrite = session?.staff.role !== 'reader';
  const [writing, setWriting] = useState(false);
  useActions({ note: () => setWriting(true) }, mayWrite && !writing);
  if (view.notes.length === 0 && !mayWrite) return null;
  return (
    <section className="request-part">
      <h2>
        Notes <span className="request-part-note">entre nous : l’auteur ne les voit pas</span>
      </h2>
      {view.notes.map(({ id, author, body, at }) => (
        <div key={id}>
          <p className="muted">
            {author}, {sayMoment(at)}
          </p>
          <blockquote className="request-message request-note">{body}</blockquote>
        </div>
      ))}
      {writing && <NoteWriter view={view} onDone={() => setWriting(false)} />}
      {mayWrite && !writing && <ActionButton action="note" kind="quiet" small onClick={() => setWriting(true)} />}
    </section>
  );
}

function NoteWriter({ view, onDone }: { view: RequestView; onDone: () => void }) {
  const [text, write, forget] = useDraft(`guichet:note:${view.id}`);
  const [id, setId] = useState(() => crypto.randomUUID());
  const { act, busy, problem } = useDecide(view);
  const [empty, setEmpty] = useState(false);
  const boxRef = useRef<HTMLTextAreaElement>(null);
  const { data: session } = useQuery(sessionQuery);
  const { data } = useQuery(colleaguesQuery);
  const others = (data?.colleagues ?? []).filter((colleague) => colleague.id !== session?.staff.id);
  const told = others.filter((colleague) => findMentions(text, others).includes(colleague.id));
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const send = async () => {
    setEmpty(text.trim() === '');
    if (text.trim() === '') return boxRef.current?.focus();
    if (!(await act(addNote, { params: { id: view.id }, body: { id, words: text } }))) return;
    forget();
    setId(crypto.randomUUID());
    announce('Note ajoutée.');
    await queryClient.invalidateQueries(requestQuery(view.id));
    onDone();
  };
  const mention = (name: string) => {
    const box = boxRef.current;
    const at = box?.selectionStart ?? text.length;
    const before = text.slice(0, at);
    const named = `${before === '' || /\s$/.test(before) ? '' : ' '}@${name} `;
    write(before + named + text.slice(at));
    box?.focus();
  };
  return (
    <form
      className="note-writer"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextArea
        id="note"
        name="note"
        label="Votre note"
        required
        rows={3}
        maxLength={4000}
        value={text}
        error={empty && text.trim() === '' ? 'Écrivez votre note.' : problem || undefined}
        inputProps={{
          ref: boxRef,
          autoFocus: true,
          onChange: (event) => write(event.target.value),
          onKeyDown: (event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
            if (event.key === 'Escape') onDone();
          },
        }}
      />
      {others.length > 0 && (
        <div className="note-mentions" role="group" aria-label="Prévenir un ou une collègue">
          <span className="muted small">Prévenir :</span>
          {others.map(({ id: colleagueId, name }) => (
            <Button key={colleagueId} type="button" kind="plain" small onClick={() => mention(name)}>
              @{name}
            </Button>
          ))}
        </div>
      )}
      <p className="muted small" role="status">
        {told.length > 0 && `Sera prévenu·e : ${told.map(({ name }) => name).join(', ')}.`}
      </p>
      <div className="dialog-acts">
        <Button small disabled={busy}>
          Ajouter la note
        </Button>
        <Button type="button" kind="plain" small onClick={onDone}>
          Plus tard
        </Button>
      </div>
    </form>
  );
}
