import type { MailingFindingView } from '@guichet/shared/contracts/mailing-finding';
import { Tag } from '@guichet/shared/ui/tag';
import { Link } from '@tanstack/react-router';

type Props = { id: string; label: string; findings: readonly MailingFindingView[] };

/** What to know of a mailing, each with the way to where it is mended. */
export function FindingList({ id, label, findings }: Props) {
  return (
    <ul className="mailing-findings" aria-label={label}>
      {findings.map((finding, index) => (
        <li key={index}>
          <Tag kind={finding.level === 'blocking' ? 'bad' : 'warn'}>
            {finding.level === 'blocking' ? 'À corriger' : 'À voir'}
          </Tag>{' '}
          {finding.words} <Where id={id} finding={finding} />
        </li>
      ))}
    </ul>
  );
}

const ANCHORS = { subject: 'objet', files: 'pieces-titre', 'text-part': 'version-texte' } as const;

function Where({ id, finding: { words, where } }: { id: string; finding: MailingFindingView }) {
  const to = { to: '/courriers/$mailingId', params: { mailingId: id } } as const;
  const said = (
    <>
      Voir où<span className="visually-hidden"> : {words}</span>
    </>
  );
  if (where.part === 'recipients') {
    return (
      <Link {...to} search={{ etape: 'destinataires' }}>
        {said}
      </Link>
    );
  }
  const hash = where.part === 'body' ? `bloc-${where.block}` : ANCHORS[where.part];
  return (
    <Link {...to} search={{ etape: 'message' }} hash={hash}>
      {said}
    </Link>
  );
}
