import { previewVerdict, type VerdictKind, type VerdictPreview } from '@guichet/shared/contracts/verdict-preview';
import { Button } from '@guichet/shared/ui/button';
import { useEffect, useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';

/** What a mail to the author says, and to whom it goes. */
export function MailPreview({ mail, when }: { mail: VerdictPreview['mail']; when?: string }) {
  return (
    <section aria-label="Aperçu du mail" role="status">
      {when && <p className="small">{when}</p>}
      {mail && (
        <>
          <p className="small muted">
            À {mail.to} · {mail.subject}
          </p>
          <pre className="mail-preview">{mail.text}</pre>
        </>
      )}
    </section>
  );
}

type Props = { requestId: string; kind: VerdictKind; words?: string };

/** The mail that a decision would send, on demand. What it showed is gone once the words are others. */
export function VerdictPreviewButton({ requestId, kind, words = '' }: Props) {
  const [preview, setPreview] = useState<VerdictPreview | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => setPreview(null), [words, requestId]);
  const look = async () => {
    setProblem('');
    try {
      setPreview(await call(previewVerdict, { params: { id: requestId }, body: { kind, words } }));
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <div className="mail-preview-ask">
      <Button type="button" kind="plain" small onClick={() => void look()}>
        Voir le mail à l’auteur
      </Button>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {preview && <MailPreview {...preview} />}
    </div>
  );
}
