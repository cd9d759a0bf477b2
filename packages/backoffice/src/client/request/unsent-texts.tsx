import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../queries.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { writeDraft } from '../shell/draft-store.ts';
import { isStillOf, useUnsent } from '../shell/use-draft.ts';

/** What was written about this request and not sent: also when somebody else has decided it meanwhile. */
export function UnsentTexts({ requestId, isOpen }: { requestId: string; isOpen: boolean }) {
  const { data: session } = useQuery(sessionQuery);
  const announce = useAnnounce();
  const texts = useUnsent(requestId);
  if (texts.length === 0) return null;
  return texts.map(({ key, what, words }) => (
    <Notice key={key} title={`${what} : pas encore envoyé`} className="request-notice">
      <blockquote className="unsent-words">{words}</blockquote>
      <p className="small">
        {isStillOf({ key }, isOpen)
          ? 'Ce texte vous attend où vous l’avez laissé.'
          : 'La demande a changé d’état : copiez ce qui sert encore.'}
      </p>
      <Button
        type="button"
        kind="plain"
        small
        onClick={() => {
          writeDraft(session?.staff.id ?? '', key, '');
          announce('Texte effacé.');
        }}
      >
        Effacer ce texte
      </Button>
    </Notice>
  ));
}
