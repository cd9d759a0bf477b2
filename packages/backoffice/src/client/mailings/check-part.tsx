import type { MailingFindingView } from '@guichet/shared/contracts/mailing-finding';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../query-client.ts';
import { FindingList } from './finding-list.tsx';
import { messageCheckQuery } from './sending-queries.ts';
import type { MailingDraft } from './use-mailing-draft.ts';

type Props = {
  draft: MailingDraft;
  /** What is said above already. */
  told: readonly MailingFindingView[];
};

/** What to know before a mailing leaves, each with the way to where it is mended; looked at as soon as one comes here. */
export function CheckPart({ draft: { mailing }, told }: Props) {
  const { data: found, error, isFetching, refetch } = useQuery(messageCheckQuery(mailing.id, mailing.version));
  const findings = (found?.findings ?? []).filter(
    ({ code, words }) => !told.some((one) => one.code === code && one.words === words),
  );
  return (
    <section aria-labelledby="verification-titre">
      <h3 id="verification-titre">Vérification du message</h3>
      <p className="muted">Objet, titres, images, tableaux, liens : les pages où mènent les liens sont essayées.</p>
      {error && (
        <p className="field-error" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      {!found && isFetching && <p role="status">Vérification…</p>}
      {found && found.findings.length === 0 && (
        <Notice kind="ok" role="status" title="Rien à signaler dans le message" />
      )}
      {findings.length > 0 && <FindingList id={mailing.id} label="À voir avant d’envoyer" findings={findings} />}
      <Button type="button" kind="quiet" small disabled={isFetching} onClick={() => void refetch()}>
        {isFetching ? 'Vérification…' : 'Vérifier à nouveau'}
      </Button>
    </section>
  );
}
