import { checkMessage, type MailingFindingView } from '@guichet/shared/contracts/mailing-proofs';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { Tag } from '@guichet/shared/ui/tag';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
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
        <ul className="mailing-findings" aria-label="À voir avant d’envoyer">
          {found.findings.map((finding, index) => (
            <li key={index}>
              <Tag kind={finding.level === 'blocking' ? 'bad' : 'warn'}>
                {finding.level === 'blocking' ? 'À corriger' : 'À voir'}
              </Tag>{' '}
              {finding.words} <Where id={id} finding={finding} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const ANCHORS = { subject: 'objet', files: 'pieces-titre', 'text-part': 'version-texte' } as const;

function Where({ id, finding }: { id: string; finding: MailingFindingView }) {
  const { where } = finding;
  const hash = where.part === 'body' ? `bloc-${where.block}` : ANCHORS[where.part];
  return (
    <Link to="/courriers/$mailingId" params={{ mailingId: id }} search={{ etape: 'message' }} hash={hash}>
      Où
      <span className="visually-hidden"> : {finding.words}</span>
    </Link>
  );
}
