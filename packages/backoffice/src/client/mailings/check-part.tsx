import { checkMessage } from '@guichet/shared/contracts/mailing-proofs';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { useMutation } from '@tanstack/react-query';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { FindingList } from './finding-list.tsx';
import type { MailingDraft } from './use-mailing-draft.ts';

/** What to know before a mailing leaves, each with the way to where it is mended. */
export function CheckPart({ draft }: { draft: MailingDraft }) {
  const { id, version } = draft.mailing;
  const check = useMutation({
    mutationFn: async () => ((await draft.flush()) ? call(checkMessage, { params: { id } }) : null),
  });
  const found = check.data;
  return (
    <section aria-labelledby="verification-titre">
      <h3 id="verification-titre">Vérification du message</h3>
      <p className="muted">Objet, titres, images, tableaux, liens : les pages où mènent les liens sont essayées.</p>
      <Button type="button" kind="quiet" small disabled={check.isPending} onClick={() => check.mutate()}>
        {check.isPending ? 'Vérification…' : found ? 'Vérifier à nouveau' : 'Vérifier le message'}
      </Button>
      {check.error && (
        <p className="field-error" role="alert">
          {sentenceOf(check.error)}
        </p>
      )}
      {found && found.version !== version && <p role="status">Le message a changé depuis cette vérification.</p>}
      {found && found.findings.length === 0 && (
        <Notice kind="ok" role="status" title="Rien à signaler dans le message" />
      )}
      {found && found.findings.length > 0 && (
        <FindingList id={id} label="À voir avant d’envoyer" findings={found.findings} />
      )}
    </section>
  );
}
