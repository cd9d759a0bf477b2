import { ROLE_LABELS } from '@guichet/shared/domain/roles';
import type { MailingDraft } from './use-mailing-draft.ts';

/** Whom a mailing is for. */
export function RecipientsStep({ draft }: { draft: MailingDraft }) {
  const { roles, include } = draft.mailing.criteria;
  return (
    <section aria-labelledby="destinataires-titre">
      <h2 id="destinataires-titre">Destinataires</h2>
      <p>
        {roles.length === 0 ? 'Aucun rôle n’est choisi.' : roles.map((role) => ROLE_LABELS[role]).join(', ')}
        {include.length > 0 && ` Personnes ajoutées : ${include.length}.`}
      </p>
    </section>
  );
}
