import { type MailTemplate, needed } from './template.ts';

export const requestApplied: MailTemplate = (facts) => {
  const reference = needed(facts.reference, 'reference');
  return {
    subject: `Envoi ${reference} : demande acceptée`,
    title: 'Votre demande est acceptée',
    paragraphs: [
      'Bonjour,',
      facts.sentence
        ? 'Le secrétariat a accepté votre demande. La base de données PO est à jour.'
        : `Le secrétariat a accepté une demande de l’envoi ${reference}. La base de données PO est à jour.`,
    ],
    facts: [
      { label: 'Référence', value: reference },
      ...(facts.sentence ? [{ label: 'Demande', value: facts.sentence }] : []),
      ...(facts.reason ? [{ label: 'Remarque du secrétariat', value: facts.reason }] : []),
    ],
    ...(facts.link ? { action: { label: 'Voir où en est mon envoi', href: facts.link } } : {}),
  };
};
