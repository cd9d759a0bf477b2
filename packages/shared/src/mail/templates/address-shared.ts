import type { MailTemplate } from './template.ts';

/** To an address that is somebody else's way in: whoever reads it may be either of the two, so nobody is named. */
export const addressShared: MailTemplate = (facts) => ({
  subject: 'Une adresse mail à vous seul·e',
  title: 'Une adresse mail à vous seul·e',
  paragraphs: [
    'Bonjour,',
    'Deux personnes ont donné cette adresse mail au secrétariat. Elle sert déjà à l’une d’elles pour l’extranet des pouvoirs organisateurs : son accès ne change pas.',
    'L’autre personne doit avoir une adresse à elle. Donnez-la au secrétariat, par le formulaire (« Modifier les données d’un membre ») ou en répondant à ce mail : l’invitation y partira d’elle-même.',
  ],
  ...(facts.link ? { action: { label: 'Ouvrir le formulaire', href: facts.link } } : {}),
  notes: ['Cela ne change rien au mandat, qui est enregistré.'],
});
