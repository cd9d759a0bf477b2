import { onceUntil } from '../say-moment.ts';
import { type MailTemplate, needed } from './template.ts';

/**
 * A member changes their own address. No mail names the other address, nor the person: one of the two is not theirs for
 * certain. `taken` goes to the owner of an account, and says no more to who reads it than they know.
 */
export const ownAddress: MailTemplate = (facts) => {
  switch (facts.stage) {
    case 'taken':
      return {
        subject: 'Cette adresse sert déjà à se connecter',
        title: 'Cette adresse sert déjà à se connecter',
        paragraphs: [
          'Bonjour,',
          'Une personne qui a un accès à l’extranet des PO a demandé à se connecter avec cette adresse. Elle ouvre déjà un autre accès : rien n’a changé.',
          'Vous partagez cette boîte à deux ? Il faut une adresse à chaque personne. Demandez le changement avec une autre adresse, ou parlez-en au secrétariat.',
        ],
        notes: ['Vous ne savez pas de quoi il s’agit ? Ne faites rien : votre accès reste comme il est.'],
      };
    case 'refused':
      return {
        subject: 'Votre adresse n’a pas changé',
        title: 'Votre adresse n’a pas changé',
        paragraphs: [
          'Bonjour,',
          'Le changement d’adresse que vous aviez confirmé n’a pas pu se faire : entre-temps, votre accès ou l’adresse choisie a changé. Vous vous connectez comme avant.',
        ],
        notes: ['Recommencez depuis la page « Mon compte », ou parlez-en au secrétariat.'],
      };
    case 'present':
      return {
        subject: 'Confirmez le changement de votre adresse',
        title: 'Confirmez le changement de votre adresse',
        paragraphs: [
          'Bonjour,',
          'Vous avez demandé à changer l’adresse mail de votre accès à l’extranet des PO. Deux messages sont partis : celui-ci, et un autre à la nouvelle adresse. Le changement se fait quand les deux sont confirmés.',
        ],
        action: { label: 'Confirmer le changement', href: needed(facts.link, 'link') },
        notes: [
          ...onceUntil(facts.expiresAt),
          'Ce n’est pas vous ? Ne confirmez rien, et changez tout de suite votre mot de passe.',
        ],
      };
    default:
      return {
        subject: 'Confirmez votre nouvelle adresse',
        title: 'Confirmez votre nouvelle adresse',
        paragraphs: [
          'Bonjour,',
          'Cette adresse a été choisie pour un accès à l’extranet des pouvoirs organisateurs. Elle servira dès qu’elle est confirmée ici et à l’adresse actuelle.',
        ],
        action: { label: 'Confirmer cette adresse', href: needed(facts.link, 'link') },
        notes: [
          ...onceUntil(facts.expiresAt),
          'Vous ne savez pas de quoi il s’agit ? Ne faites rien : rien ne changera.',
        ],
      };
  }
};
