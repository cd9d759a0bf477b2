import { sendMessage } from '@guichet/shared/contracts/decisions';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Button } from '@guichet/shared/ui/button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWriting } from '../presence/use-presence.ts';
import { requestQuery } from '../queries.ts';
import { sayMoment } from '../text/moments.ts';
import { useDecide } from './use-decide.ts';
import { WordsDialog } from './words-dialog.tsx';

/** What the secretariat and the author of the envoi have written to each other. */
export function Thread({ view }: { view: RequestView }) {
  const { act, busy, problem } = useDecide(view);
  const queryClient = useQueryClient();
  const [writing, setWriting] = useState(false);
  useWriting(writing ? 'messaging' : null);
  return (
    <section className="request-part">
      <h2>Messages</h2>
      {view.messages.map(({ id, author, body, at }) => (
        <div key={id}>
          <p className="muted">
            {author}, {sayMoment(at)}
          </p>
          <blockquote className="request-message">{body}</blockquote>
        </div>
      ))}
      {view.mayDecide && view.submitter.email === null && (
        <p className="muted">{view.submitter.name} n’a pas donné d’adresse mail : appelez, ou écrivez par la poste.</p>
      )}
      {view.mayDecide && view.submitter.email !== null && (
        <Button type="button" kind="quiet" small onClick={() => setWriting(true)}>
          Écrire à l’auteur
        </Button>
      )}
      {writing && (
        <WordsDialog
          title={`Écrire à ${view.submitter.name}`}
          label="Votre message"
          hint="Il paraît sur la page de suivi de l’envoi, et un mail prévient l’auteur. La demande ne change pas d’état."
          missing="Écrivez votre message."
          submit="Envoyer le message"
          kind="main"
          draftKey={`guichet:message:${view.id}`}
          busy={busy}
          problem={problem}
          onClose={() => setWriting(false)}
          onSend={async (words) => {
            const done = await act(sendMessage, { params: { id: view.id }, body: { words } });
            if (done) {
              await queryClient.invalidateQueries(requestQuery(view.id));
              setWriting(false);
            }
            return done;
          }}
        />
      )}
    </section>
  );
}
