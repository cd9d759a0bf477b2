import type { ScreenHelp } from './screen-help.ts';

/** The rooms from which the secretariat writes to those who hold roles. */
export const MAILING_HELP: Record<string, ScreenHelp> = {
  '/courriers': {
    title: 'Les courriers',
    about:
      'Ce que votre secrétariat écrit à ceux qui exercent un rôle : brouillons, courriers programmés, courriers partis.',
    asked: [
      {
        question: 'Comment reprendre un courrier de l’an dernier ?',
        answer:
          '« Copier », à côté du courrier : objet, texte, pièces jointes et destinataires sont repris dans un brouillon.',
      },
      {
        question: 'J’ai jeté un brouillon par erreur.',
        answer: 'Choisissez « Jetés », puis « Reprendre » : il revient tel qu’il était.',
      },
      {
        question: 'Quand les destinataires sont-ils calculés ?',
        answer:
          'Au moment de l’envoi. Qui reprend le rôle d’ici là reçoit le courrier ; qui l’a quitté ne le reçoit pas.',
      },
    ],
  },
  '/courriers/$mailingId': {
    title: 'Un courrier',
    about:
      'Les étapes d’un courrier : à qui il est destiné, ce qu’il dit, la vérification et l’envoi, puis ce qu’il est devenu. Pendant l’envoi, le suivi permet une pause, une reprise, ou l’arrêt, qui est définitif.',
    asked: [
      {
        question: 'Faut-il enregistrer ?',
        answer:
          'Non : ce que vous écrivez est enregistré tout seul, et l’heure est affichée en haut. Même sans connexion, rien n’est perdu.',
      },
      {
        question: 'Un·e collègue écrit le même courrier.',
        answer:
          'L’écran le dit avant d’enregistrer, et vous choisissez quel texte garder. Rien n’est écrasé en silence.',
      },
      {
        question: 'À quoi servent « prénom » et « PO » dans le texte ?',
        answer:
          'Chaque destinataire y lit les siens. « Aperçu » montre le courrier comme une personne le recevra. Le prénom n’est écrit qu’à une adresse que la personne a confirmée.',
      },
    ],
  },
};
