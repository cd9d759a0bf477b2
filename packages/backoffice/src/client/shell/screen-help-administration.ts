import type { ScreenHelp } from './screen-help.ts';

/** The help of the rooms of the administration, by address. */
export const ADMINISTRATION_HELP: Record<string, ScreenHelp> = {
  '/administration/equipe': {
    title: 'L’équipe',
    about: 'Les personnes qui ont un accès au guichet, leur rôle, et comment elles se connectent.',
    asked: [
      {
        question: 'Un·e collègue a perdu son second facteur.',
        answer:
          'Un de ses codes de secours suffit. S’il n’en reste pas, appelez la personne, puis « Réinitialiser le second facteur » : elle en choisira un nouveau.',
      },
      {
        question: 'Que deviennent les demandes de qui part ?',
        answer:
          'Elles ne sont plus à personne, et les collègues en sont prévenus. Les décisions passées gardent son nom.',
      },
      {
        question: 'Pourquoi ne puis-je pas changer mon propre rôle ?',
        answer: 'Personne ne décide seul de ses droits. Une autre personne de l’administration peut le faire.',
      },
    ],
  },
  '/administration/conservation': {
    title: 'La conservation des données',
    about: 'Combien de temps chaque donnée est gardée, pourquoi, ce qui est échu, et ce qui a été effacé.',
    asked: [
      {
        question: 'Qui efface ce qui est échu ?',
        answer:
          'Le programme, chaque nuit de samedi à dimanche. Le bouton le fait maintenant, après vous avoir montré quoi.',
      },
      {
        question: 'Peut-on reprendre un effacement ?',
        answer: 'Non. Même une sauvegarde plus ancienne est de nouveau effacée quand on la remet en place.',
      },
      {
        question: 'Comment changer une durée ?',
        answer:
          '« Modifier », à côté de la durée : l’écran dit ce qui serait échu avec la nouvelle. Chaque durée a un minimum et un maximum ; le registre des traitements donne celles qui sont proposées.',
      },
    ],
  },
  '/administration/textes': {
    title: 'Les textes',
    about:
      'Ce que le formulaire, l’extranet et les mails disent au nom du secrétariat : coordonnées, accueil, fin des mails.',
    asked: [
      {
        question: 'Quand un texte changé se voit-il ?',
        answer: 'Sur les pages, en quelques secondes. Dans les mails, dès le prochain qui part.',
      },
      {
        question: 'Comment annoncer une fermeture ?',
        answer: 'Par « Message du moment » : un encadré en tête du formulaire. Videz-le quand il est passé.',
      },
      {
        question: 'Peut-on revenir au texte d’origine ?',
        answer: '« Remettre la valeur d’origine ». Le journal garde les deux, avec le nom de qui a changé.',
      },
    ],
  },
  '/administration/delais': {
    title: 'Les délais',
    about: 'Combien de temps une approbation se reprend, quand partent les rappels, combien de temps un lien marche.',
    asked: [
      {
        question: 'Un délai changé vaut-il pour ce qui est en cours ?',
        answer:
          'Les liens déjà envoyés et les questions déjà posées gardent leurs dates. Le reste compte tout de suite ; chaque délai le dit.',
      },
      {
        question: 'Pourquoi mon délai est-il refusé ?',
        answer:
          'Il sort de ses bornes, ou contredit un autre : un rappel après la clôture, par exemple. La phrase dit lequel changer d’abord.',
      },
      {
        question: 'Où sont les durées de conservation ?',
        answer: 'Sous « Conservation », avec ce qui est échu.',
      },
    ],
  },
  '/administration/courriers': {
    title: 'Les courriers',
    about:
      'À quel rythme les courriers partent, à qui ils vont dans un PO où personne de joignable n’exerce le rôle voulu, et quels genres on peut quitter.',
    asked: [
      {
        question: 'Comment écrire une liste de rôles ?',
        answer:
          'Dans l’ordre, séparés par des virgules : « administrateur délégué, président ». Le premier que quelqu’un de joignable exerce reçoit le courrier.',
      },
      {
        question: 'Pourquoi un rythme ?',
        answer:
          'Les grandes messageries refusent qui leur écrit trop vite. Un rythme changé vaut en quelques secondes, aussi pour un courrier qui part.',
      },
      {
        question: 'Les courriers déjà commencés changent-ils ?',
        answer: 'Non : chaque courrier garde sa liste, qui se change à son étape « Destinataires ».',
      },
    ],
  },
  '/administration/journal': {
    title: 'Le journal',
    about: 'Tout ce qui a été fait dans le guichet : par qui, à quoi, quand, avec les valeurs avant et après.',
    asked: [
      {
        question: 'Comment retrouver ce qui est arrivé à une personne ?',
        answer:
          'Tapez son nom en haut de la liste. Une référence montre tout ce qu’une demande a fait ; un numéro FASE, ce qui touche un PO.',
      },
      {
        question: 'Que fait « Vérifier la chaîne » ?',
        answer:
          'Le programme relit chaque entrée et son sceau, et dit si quelqu’un a changé le journal sans passer par le guichet. Notez l’empreinte ailleurs : elle prouve plus tard que la fin n’a pas été coupée.',
      },
      {
        question: 'Pourquoi des valeurs sont-elles effacées ?',
        answer:
          'Après leur durée de conservation, ou à la demande de la personne. L’entrée reste : on sait qui a agi et quand.',
      },
    ],
  },
  '/administration/plateformes': {
    title: 'Les plateformes',
    about: 'Les autres plateformes de la fédération, où les membres entrent avec leur compte de l’extranet.',
    asked: [
      {
        question: 'Une plateforme a perdu son secret. Que faire ?',
        answer: '« Nouveau secret » en fait un autre, montré une fois. L’ancien ne sert plus dès cet instant.',
      },
      {
        question: 'Quelque chose ne va pas sur une plateforme : comment l’arrêter ?',
        answer:
          '« Désactiver » : plus personne n’y entre avec ce compte, et elle ne peut plus rien demander sur personne.',
      },
      {
        question: 'Pourquoi les membres sont-ils de nouveau interrogés ?',
        answer:
          'Le texte, ce que la plateforme apprend ou les rôles ont changé : ce qu’ils ont accepté n’est plus ce qui se fait.',
      },
    ],
  },
  '/administration/ressources': {
    title: 'Les ressources',
    about: 'Le menu que les membres trouvent sur l’extranet : ce qu’il contient, dans quel ordre, et qui voit quoi.',
    asked: [
      {
        question: 'Comment voir ce que voit un trésorier ?',
        answer:
          '« Voir comme un membre », en haut de la page : choisissez un rôle, un PO, un jour. Qui a plusieurs rôles voit ce que chacun ouvre.',
      },
      {
        question: 'Peut-on supprimer une ressource ?',
        answer: 'Non : « Retirer du menu » la met de côté, au bas de la page, et elle revient d’un bouton.',
      },
      {
        question: 'Pourquoi mon lien ou mon fichier est-il refusé ?',
        answer:
          'Un lien doit commencer par https://, pour que personne ne lise ou ne change la page en chemin. Un fichier ne peut contenir ni macros ni mot de passe : la page dit quoi faire.',
      },
    ],
  },
  '/administration/sante': {
    title: 'La santé du guichet',
    about:
      'Si le programme fait son travail : ce qui attend, ce qui a été abandonné, les mails, la file. Rien ne s’y change.',
    asked: [
      {
        question: 'Le haut de la page n’est pas vert. Que faire ?',
        answer:
          'Lisez la phrase : elle dit ce qui ne va pas et quoi faire. Le plus souvent, attendre quelques minutes suffit ; rien n’est perdu.',
      },
      {
        question: 'Qu’est-ce qu’un travail « plus tard » ?',
        answer:
          'Un travail prévu pour un autre jour : un rappel de correction, un compte à fermer à la fin d’un mandat. Il n’est pas en retard.',
      },
      {
        question: 'Un travail a été abandonné.',
        answer:
          'Après douze essais, le programme s’arrête et crée une tâche avec la raison. Donnez cette raison à la personne qui tient le serveur.',
      },
    ],
  },
};
