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
    keys: [
      {
        caps: ['Alt', 'F10'],
        does: 'Aller à la mise en forme ; les flèches y passent d’un bouton à l’autre, Tab revient au texte',
      },
      { caps: ['Ctrl', 'B'], does: 'Gras' },
      { caps: ['Ctrl', 'I'], does: 'Italique' },
      { caps: ['Ctrl', 'Alt', '2'], does: 'Titre' },
      { caps: ['Ctrl', 'Alt', '3'], does: 'Sous-titre' },
      { caps: ['Ctrl', 'Maj', '8'], does: 'Liste' },
      { caps: ['Ctrl', 'Maj', '7'], does: 'Liste numérotée' },
      { caps: ['Ctrl', 'Z'], does: 'Annuler' },
      { caps: ['Ctrl', 'Maj', 'Z'], does: 'Rétablir' },
      { caps: ['Tab'], does: 'Dans un tableau : la cellule suivante, ou une ligne de plus après la dernière' },
    ],
  },
  '/courriers/modeles': {
    title: 'Les modèles de courriers',
    about:
      'Les textes que votre secrétariat garde pour les courriers qui reviennent, avec leur objet et leurs fichiers.',
    asked: [
      {
        question: 'Comment faire un modèle ?',
        answer: 'Écrivez un courrier, puis « Enregistrer comme modèle » à l’étape « Message ».',
      },
      {
        question: 'Comment changer le texte d’un modèle ?',
        answer:
          'Commencez un courrier avec lui, changez le texte, puis « Enregistrer comme modèle » et « Remplacer ». Les courriers déjà commencés ne changent pas.',
      },
      {
        question: 'Que devient un modèle archivé ?',
        answer:
          'Il n’est plus proposé pour un nouveau courrier. « Reprendre » le remet, avec son texte et ses fichiers.',
      },
    ],
  },
};
