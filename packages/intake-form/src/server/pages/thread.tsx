import type { Issue } from '@guichet/shared/errors/errors';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { TextArea } from '@guichet/shared/ui/text-area';
import type { TrackedMessage } from '../reads/track-submission.ts';
import { sayMoment } from './moment.ts';

export type ThreadProps = {
  messages: readonly TrackedMessage[];
  action: string;
  csrf: string;
  draft: { id: string; text: string; issues: readonly Issue[] };
};

/** What the secretariat and the author have written to each other, and a way to write. */
export function Thread({ messages, action, csrf, draft }: ThreadProps) {
  return (
    <section className="group" aria-labelledby="messages">
      <h2 id="messages">Messages</h2>
      {messages.map(({ from, body, at }, index) => (
        <blockquote key={index} className="reason">
          <p className="small muted">
            {from === 'staff' ? 'Le secrétariat' : 'Vous'}, le {sayMoment(at)}
          </p>
          <p className="lines">{body}</p>
        </blockquote>
      ))}
      <form method="post" action={action} noValidate className="message">
        <CsrfField token={csrf} />
        {/* Names this message: pressed twice, it is written once. */}
        <input type="hidden" name="id" value={draft.id} />
        <TextArea
          id="f-message"
          name="message"
          label="Écrire au secrétariat"
          required
          rows={4}
          defaultValue={draft.text}
          error={draft.issues[0]?.message}
        />
        <Button kind="quiet">Envoyer le message</Button>
      </form>
    </section>
  );
}
