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
      'Les étapes d’un courrier : à qui il est destiné, ce qu’il dit, la vérification et l’envoi, puis ce qu’il est devenu.',
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
      {
        question: 'Comment interrompre un envoi ?',
        answer:
          '« Mettre en pause » garde ce qui attend ; « Reprendre l’envoi » continue. « Arrêter » est définitif : ce qui attend ne part plus jamais. Ce qui est déjà parti reste parti.',
      },
      {
        question: 'Un mail est « refusé » ou « au sort inconnu ».',
        answer:
          'Le détail est à côté du nom. Corrigez l’adresse s’il le faut, puis « Renvoyer » : une seule personne, ou toutes à la fois.',
      },
      {
        question: 'Pourquoi un·e collègue doit-il relire ?',
        answer:
          'Quand l’installation demande deux paires d’yeux, qui a écrit ou soumis un courrier ne l’envoie pas : un·e collègue l’approuve, ou le rend avec une remarque.',
      },
    ],
  },
};
