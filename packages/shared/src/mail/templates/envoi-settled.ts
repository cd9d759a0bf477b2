import { type MailTemplate, needed } from './template.ts';

/** Nothing of the envoi is open any more: one mail tells it all. */
export const envoiSettled: MailTemplate = (facts) => {
  const reference = needed(facts.reference, 'reference');
  const several = facts.outcomes.length > 1;
  return {
    subject: `Envoi ${reference} : tout est traité`,
    title: several ? 'Toutes vos demandes sont traitées' : 'Votre demande est traitée',
    paragraphs: ['Bonjour,', ...(several ? [`Voici ce que sont devenues les demandes de l’envoi ${reference}.`] : [])],
    facts: [
      { label: 'Référence', value: reference },
      ...facts.outcomes.flatMap(({ what, outcome, reason, corrected }) => [
        { label: what, value: outcome },
        ...corrected.map((value) => ({ label: 'Réponse corrigée par le secrétariat', value })),
        ...(reason ? [{ label: 'Remarque du secrétariat', value: reason }] : []),
      ]),
    ],
    ...(facts.link ? { action: { label: 'Voir mon envoi', href: facts.link } } : {}),
    notes: ['Une question ? Écrivez au secrétariat, avec la référence.'],
  };
};
