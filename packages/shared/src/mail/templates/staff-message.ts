import { type MailTemplate, needed } from './template.ts';

/** The words stand in the mail only when the address is confirmed. */
export const staffMessage: MailTemplate = (facts) => {
  const reference = needed(facts.reference, 'reference');
  return {
    subject: `Envoi ${reference} : un message du secrétariat`,
    title: 'Le secrétariat vous écrit',
    paragraphs: ['Bonjour,', 'Un message vous attend sur la page de suivi de votre envoi.'],
    facts: [
      { label: 'Référence', value: reference },
      ...(facts.words ? [{ label: 'Message', value: facts.words }] : []),
    ],
    ...(facts.link ? { action: { label: 'Lire et répondre', href: facts.link } } : {}),
  };
};
