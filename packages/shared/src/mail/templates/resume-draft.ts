import { type MailTemplate, needed } from './template.ts';

/** To an address that nobody has confirmed: the link, and nothing of what was written. */
export const resumeDraft: MailTemplate = (facts) => ({
  subject: 'Continuez votre envoi au secrétariat',
  title: 'Continuez quand vous voulez',
  paragraphs: [
    'Bonjour,',
    'Vos réponses sont gardées. Rien n’est encore parti au secrétariat : ce bouton vous ramène là où vous en étiez, sur n’importe quel appareil.',
  ],
  action: { label: 'Continuer mon envoi', href: needed(facts.link, 'link') },
  notes: [
    'Ce lien fonctionne 30 jours. Qui l’ouvre voit vos réponses : gardez-le pour vous.',
    'Vous n’avez rien demandé ? Quelqu’un s’est trompé d’adresse : ne faites rien.',
  ],
});
