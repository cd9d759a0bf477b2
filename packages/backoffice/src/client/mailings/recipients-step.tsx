import type { AudienceCriteria } from '@guichet/shared/contracts/mailing-audience';
import { AudienceEditor } from '../audiences/audience-editor.tsx';
import { AudienceResult } from '../audiences/audience-result.tsx';
import { KeptAudiences } from '../audiences/kept-audiences.tsx';
import type { MailingDraft } from './use-mailing-draft.ts';

/** Whom a mailing is for, and whom that comes to today. */
export function RecipientsStep({ draft }: { draft: MailingDraft }) {
  const { mailing, mayWrite, write } = draft;
  const { criteria, kind } = mailing;
  const change = (changes: Partial<AudienceCriteria>) => write({ criteria: { ...criteria, ...changes } });
  return (
    <section aria-labelledby="destinataires-titre">
      <h2 id="destinataires-titre">Destinataires</h2>
      <p className="muted">
        {mailing.state === 'draft'
          ? 'Les noms ci-dessous sont ceux d’aujourd’hui : ils sont cherchés de nouveau au moment de l’envoi.'
          : 'Ce qui a été choisi, et qui ce choix désigne aujourd’hui. Qui a reçu le courrier est sous « Suivi ».'}
      </p>
      <div className="audience">
        <div>
          {mayWrite && <KeptAudiences criteria={criteria} onTake={change} />}
          <AudienceEditor criteria={criteria} onChange={mayWrite ? change : null} />
        </div>
        <AudienceResult criteria={criteria} kind={kind} />
      </div>
    </section>
  );
}
