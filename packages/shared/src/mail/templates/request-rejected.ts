import { type MailTemplate, needed } from './template.ts';

export const requestRejected: MailTemplate = (facts) => {
  const reference = needed(facts.reference, 'reference');
  return {
    subject: `Envoi ${reference} : demande refusée`,
    title: 'Votre demande est refusée',
    paragraphs: [
      'Bonjour,',
      facts.sentence
        ? 'Le secrétariat n’a pas pu accepter votre demande. Rien n’a changé dans la base de données PO.'
        : `Le secrétariat n’a pas pu accepter une demande de l’envoi ${reference}. Rien n’a changé dans la base de données PO.`,
    ],
    facts: [
      { label: 'Référence', value: reference },
      ...(facts.sentence ? [{ label: 'Demande', value: facts.sentence }] : []),
      ...(facts.reason ? [{ label: 'Raison', value: facts.reason }] : []),
    ],
    ...(facts.link ? { action: { label: 'Voir où en est mon envoi', href: facts.link } } : {}),
    notes: ['Une question ? Écrivez au secrétariat, avec la référence.'],
  };
};
