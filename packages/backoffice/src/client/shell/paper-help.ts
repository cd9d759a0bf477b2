import type { ScreenHelp } from './screen-help.ts';

/** The help of the screens of what leaves the back office: files and labels. */
export const PAPER_HELP: Record<string, ScreenHelp> = {
  '/exportations': {
    title: 'Vos exportations',
    about: 'Les fichiers que vous avez demandés, où ils en sont, et jusqu’à quand vous pouvez les télécharger.',
    asked: [
      {
        question: 'Comment exporter une liste ?',
        answer:
          'Ouvrez-la (PO, personnes, demandes, doublons, tâches), filtrez-la, puis « Exporter ». La liste des PO donne aussi leurs membres, par rôle si vous voulez, et leurs écoles.',
      },
      {
        question: 'Pourquoi le fichier disparaît-il ?',
        answer:
          'C’est une copie de données personnelles. Elle est gardée 32 heures, pour vous seul·e. « Supprimer maintenant » n’attend pas. Le journal garde que vous avez exporté cette liste.',
      },
      {
        question: 'Une apostrophe précède certains textes du CSV.',
        answer:
          'Elle empêche un tableur de prendre un texte comme « =1+1 » pour une formule. Dans un classeur Excel, ce n’est pas nécessaire.',
      },
    ],
  },
  '/etiquettes': {
    title: 'Les étiquettes',
    about: 'Les adresses d’une liste, comme elles sortiront de l’imprimante, une feuille sous l’autre.',
    asked: [
      {
        question: 'Le texte tombe à côté des étiquettes.',
        answer:
          'Dans la fenêtre d’impression, choisissez l’échelle 100 %, aucune marge, et pas d’en-têtes. Vérifiez aussi que la feuille choisie ici est celle de votre paquet.',
      },
      {
        question: 'Ma feuille est déjà entamée.',
        answer: 'Indiquez la première étiquette libre, en comptant de gauche à droite et de haut en bas.',
      },
      {
        question: 'Il manque quelqu’un.',
        answer:
          'Les adresses incomplètes sont nommées à part, avec le dossier où les compléter. Une personne décédée ou effacée n’y est jamais.',
      },
    ],
  },
};
