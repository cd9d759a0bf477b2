import { type MailTemplate, needed } from './template.ts';

/** Asked for by whoever has confirmed the address, and sent to that address alone. */
export const answersCopy: MailTemplate = (facts) => {
  const reference = needed(facts.reference, 'reference');
  return {
    subject: `Envoi ${reference} : copie de vos réponses`,
    title: 'Copie de vos réponses',
    paragraphs: ['Bonjour,', 'Voici ce que vous avez envoyé au secrétariat. Gardez ce mail : il ne demande rien.'],
    facts: [{ label: 'Référence', value: reference }, ...facts.answers],
    ...(facts.link ? { action: { label: 'Voir où en est mon envoi', href: facts.link } } : {}),
  };
};
