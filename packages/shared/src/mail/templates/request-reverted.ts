import { type MailTemplate, needed } from './template.ts';

/** What was done for a request was taken back: who asked for it was told that it is done, and must know. */
export const requestReverted: MailTemplate = (facts) => {
  const reference = needed(facts.reference, 'reference');
  return {
    subject: `Envoi ${reference} : une demande est annulée`,
    title: 'Une de vos demandes est annulée',
    paragraphs: [
      'Bonjour,',
      facts.sentence
        ? 'Le secrétariat a annulé ce qui avait été fait pour cette demande. Les données sont redevenues ce qu’elles étaient avant.'
        : `Le secrétariat a annulé ce qui avait été fait pour une demande de l’envoi ${reference}. Les données sont redevenues ce qu’elles étaient avant.`,
    ],
    facts: [
      { label: 'Référence', value: reference },
      ...(facts.sentence ? [{ label: 'Demande', value: facts.sentence }] : []),
    ],
    ...(facts.link ? { action: { label: 'Voir mon envoi', href: facts.link } } : {}),
    notes: ['Vous ne savez pas pourquoi ? Écrivez au secrétariat, avec la référence.'],
  };
};
