import { type MailTemplate, needed } from './template.ts';

/** The link of an envoi, asked for again. */
export const trackingLink: MailTemplate = (facts) => {
  const reference = needed(facts.reference, 'reference');
  return {
    subject: `Envoi ${reference} : votre lien de suivi`,
    title: 'Votre lien de suivi',
    paragraphs: [
      'Bonjour,',
      'Quelqu’un, sans doute vous, a demandé de recevoir à nouveau le lien de suivi de cet envoi.',
    ],
    facts: [{ label: 'Référence', value: reference }],
    action: { label: 'Suivre mon envoi', href: needed(facts.link, 'link') },
    notes: ['Vous n’avez rien demandé ? Ne faites rien : ce lien n’est parti qu’à vous.'],
  };
};
