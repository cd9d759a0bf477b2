import { MAILING_STATE_WORDS } from './say-mailing.ts';
import type { MailingDraft } from './use-mailing-draft.ts';

/** The last look before a mailing leaves, and its sending. */
export function SendStep({ draft }: { draft: MailingDraft }) {
  return (
    <section aria-labelledby="envoi-titre">
      <h2 id="envoi-titre">Vérifier et envoyer</h2>
      <p>{MAILING_STATE_WORDS[draft.mailing.state].label}</p>
    </section>
  );
}
