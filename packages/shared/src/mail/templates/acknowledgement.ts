import { CAME_BY_LABELS } from '../../domain/came-by.ts';
import { type MailTemplate, needed } from './template.ts';

/** To an address that nobody has confirmed: the reference and a link, nothing of what was sent. */
export const acknowledgement: MailTemplate = (facts) => {
  const reference = needed(facts.reference, 'reference');
  return {
    subject: `Votre envoi ${reference} est bien arrivé`,
    title: 'Votre envoi est bien arrivé',
    paragraphs: [
      'Bonjour,',
      ...(facts.cameBy
        ? [`Vous avez demandé un changement ${CAME_BY_LABELS[facts.cameBy]} : le secrétariat l’a noté pour vous.`]
        : []),
      'Le secrétariat va l’examiner. Confirmez que cette adresse est la vôtre : c’est ici que vous aurez la réponse, et le secrétariat saura que l’envoi vient bien de vous.',
    ],
    facts: [{ label: 'Référence', value: reference }],
    ...(facts.link ? { action: { label: 'Confirmer et suivre mon envoi', href: facts.link } } : {}),
    notes: [
      `Vous n’avez rien ${facts.cameBy ? 'demandé' : 'envoyé'} ? Quelqu’un s’est trompé d’adresse : ne faites rien.`,
    ],
  };
};
