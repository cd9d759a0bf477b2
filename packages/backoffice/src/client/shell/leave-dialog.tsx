import { Button } from '@guichet/shared/ui/button';
import { Link } from '@tanstack/react-router';
import { Dialog } from './dialog.tsx';
import type { Draft } from './draft-store.ts';
import { requestOf, whatOf, wordsOf } from './use-draft.ts';

/** Before the sign-out erases them: the texts that were written and not sent. */
export function LeaveDialog(props: { drafts: readonly Draft[]; onLeave: () => void; onClose: () => void }) {
  const { drafts } = props;
  const several = drafts.length > 1;
  return (
    <Dialog
      title={several ? `${drafts.length} textes ne sont pas envoyés` : 'Un texte n’est pas envoyé'}
      onClose={props.onClose}
    >
      <p>
        {several ? 'Vous les avez écrits' : 'Vous l’avez écrit'} dans ce navigateur. Quitter {several ? 'les ' : 'l’'}
        efface, pour que personne d’autre ne {several ? 'les' : 'le'} lise ici.
      </p>
      <ul className="unsent-list">
        {drafts.map((draft) => (
          <li key={draft.key}>
            <p className="unsent-what">
              {whatOf(draft)}
              <RequestLink id={requestOf(draft)} onFollow={props.onClose} />
            </p>
            <blockquote className="unsent-words">{wordsOf(draft)}</blockquote>
          </li>
        ))}
      </ul>
      <div className="dialog-acts">
        <Button type="button" onClick={props.onClose}>
          Rester
        </Button>
        <Button type="button" kind="danger" onClick={props.onLeave}>
          Quitter et effacer
        </Button>
      </div>
    </Dialog>
  );
}

function RequestLink({ id, onFollow }: { id: string | null; onFollow: () => void }) {
  if (id === null) return null;
  return (
    <Link to="/demandes/$requestId" params={{ requestId: id }} search={{ etat: 'toutes' }} onClick={onFollow}>
      Voir la demande
    </Link>
  );
}
