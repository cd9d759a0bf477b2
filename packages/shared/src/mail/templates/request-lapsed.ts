import { type MailTemplate, needed } from './template.ts';

/** Nobody answered the question: the request is closed, and nothing was changed. */
export const requestLapsed: MailTemplate = (facts) => {
  const reference = needed(facts.reference, 'reference');
  return {
    subject: `Envoi ${reference} : demande classée sans suite`,
    title: 'Votre demande est classée sans suite',
    paragraphs: [
      'Bonjour,',
      'La question du secrétariat est restée sans réponse. Rien n’a changé dans la base de données PO.',
      'Si le changement est toujours d’actualité, faites une nouvelle demande.',
    ],
    facts: [
      { label: 'Référence', value: reference },
      ...(facts.sentence ? [{ label: 'Demande', value: facts.sentence }] : []),
    ],
    ...(facts.link ? { action: { label: 'Voir mon envoi', href: facts.link } } : {}),
  };
};
