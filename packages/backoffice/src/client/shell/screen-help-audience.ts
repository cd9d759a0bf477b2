import type { ScreenHelp } from './screen-help.ts';

/** Where one sees which roles are covered, and keeps to whom one writes often. */
export const AUDIENCE_HELP: Record<string, ScreenHelp> = {
  '/audiences': {
    title: 'Les audiences',
    about: 'Des rôles et des PO à qui vous écrivez souvent, gardés sous un nom.',
    asked: [
      {
        question: 'Une audience contient-elle des personnes ?',
        answer:
          'Non : elle dit quels rôles, dans quels PO. Les personnes sont cherchées à chaque envoi, pour que le courrier suive les rôles.',
      },
      {
        question: 'Comment en changer une ?',
        answer:
          'Dans un courrier, à l’étape « Destinataires », choisissez-la, changez ce qu’il faut, puis « Remplacer ». Les courriers déjà écrits gardent la leur.',
      },
      {
        question: 'Qui les voit ?',
        answer: 'Tout votre secrétariat. Une audience retirée n’est plus proposée, et son nom est libre.',
      },
    ],
  },
  '/couverture': {
    title: 'La couverture des rôles',
    about: 'Où chaque rôle est exercé par quelqu’un de joignable par mail, où il manque, et comment cela évolue.',
    asked: [
      {
        question: 'Que veut dire « joignable » ?',
        answer: 'Une adresse mail est connue pour la personne, et aucun serveur ne l’a refusée définitivement.',
      },
      {
        question: 'Comment compléter un rôle qui manque ?',
        answer:
          'Choisissez le rôle, puis « Écrire à ces PO » : un brouillon à leur présidence est prêt. Relisez-le avant de l’envoyer.',
      },
      {
        question: 'Pourquoi certains mois n’ont-ils pas de « joignable » ?',
        answer:
          'Ces mois sont d’avant les relevés. Les périodes enregistrées disent qui exerçait le rôle, pas si une adresse marchait alors.',
      },
    ],
  },
};
