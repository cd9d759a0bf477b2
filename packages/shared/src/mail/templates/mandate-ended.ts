import { formatLongDate } from '../../domain/dates.ts';
import type { MailTemplate } from './template.ts';

/** To who leaves a PO. An address that nobody confirmed is told a reference, and where to ask. */
export const mandateEnded: MailTemplate = (facts) => {
  const { ending } = facts;
  if (!ending?.proven || ending.lastDay === null) {
    return {
      subject: 'La base de données des PO a été mise à jour',
      title: 'La base de données des PO a été mise à jour',
      paragraphs: [
        'Bonjour,',
        'Un changement enregistré dans la base de données des pouvoirs organisateurs concerne la personne qui reçoit ce mail. Le secrétariat vous dit lequel : écrivez-lui ou appelez-le.',
      ],
      facts: facts.reference ? [{ label: 'Référence', value: facts.reference }] : [],
      ...(facts.link ? { action: { label: 'Ouvrir l’extranet', href: facts.link } } : {}),
    };
  }
  return {
    subject: 'Votre mandat prend fin',
    title: 'Votre mandat prend fin',
    paragraphs: [
      'Bonjour,',
      'Le secrétariat a enregistré la fin de votre mandat. Merci pour ce que vous avez fait.',
      ending.goesOn
        ? 'Votre accès à l’extranet reste ouvert pour vos autres mandats.'
        : 'Votre accès à l’extranet se ferme après ce jour. Il se rouvrira si vous recevez un nouveau mandat.',
    ],
    facts: [
      ...(facts.poName ? [{ label: 'Pouvoir organisateur', value: facts.poName }] : []),
      { label: 'Dernier jour', value: formatLongDate(ending.lastDay) },
      ...(facts.reference ? [{ label: 'Référence', value: facts.reference }] : []),
    ],
    notes: ['C’est une erreur ? Écrivez au secrétariat, avec la référence : il vous répond.'],
  };
};
