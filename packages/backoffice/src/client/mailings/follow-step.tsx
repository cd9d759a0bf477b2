import { MAILING_STATE_WORDS } from './say-mailing.ts';
import type { MailingDraft } from './use-mailing-draft.ts';

/** What became of a mailing. */
export function FollowStep({ draft }: { draft: MailingDraft }) {
  return (
    <section aria-labelledby="suivi-titre">
      <h2 id="suivi-titre">Suivi</h2>
      <p>{MAILING_STATE_WORDS[draft.mailing.state].label}</p>
    </section>
  );
}
