import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { sayMoment } from '../text/moments.ts';
import type { MailingDraft } from './use-mailing-draft.ts';

/** Whether what is on the screen is saved, and since when. */
export function SaveMark({ draft }: { draft: MailingDraft }) {
  const { saving, mailing, mayWrite } = draft;
  if (!mayWrite) return null;
  return (
    <p className="save-mark muted small" role="status">
      {WORDS[saving.state] ?? `Enregistré ${sayMoment(mailing.updatedAt).replace('aujourd’hui ', '')}`}
    </p>
  );
}

const WORDS: Partial<Record<MailingDraft['saving']['state'], string>> = {
  waiting: 'Modifié…',
  saving: 'Enregistrement…',
  away: 'Pas de réponse du serveur. Le texte est gardé dans ce navigateur ; il sera enregistré dès que possible.',
  conflict: 'Pas enregistré',
  refused: 'Pas enregistré',
};

/** What stands in the way of a save, and the way out. */
export function SaveTrouble({ draft }: { draft: MailingDraft }) {
  const { saving, settle } = draft;
  if (saving.state === 'refused') {
    return (
      <Notice kind="bad" role="alert" title="Ce texte n’est pas enregistré">
        <p>{saving.words}</p>
      </Notice>
    );
  }
  if (saving.state !== 'conflict') return null;
  return (
    <Notice kind="warn" role="alert" title="Ce courrier a changé ailleurs">
      <p>{saving.words}</p>
      <p className="mailing-acts">
        <Button type="button" small onClick={() => void settle('mine')}>
          Garder mon texte
        </Button>
        <Button type="button" kind="quiet" small onClick={() => void settle('theirs')}>
          Prendre le texte enregistré
        </Button>
      </p>
    </Notice>
  );
}
