import type { ScreenHelp } from './screen-help.ts';

/** The screens of the register: POs, people, what goes in and out. */
export const REGISTER_HELP: Record<string, ScreenHelp> = {
  '/verification': {
    title: 'La vérification annuelle',
    about: 'Une fois par an, la présidence et le secrétariat de chaque PO disent si son dossier est toujours juste.',
    asked: [
      {
        question: 'Comment répondent-ils ?',
        answer:
          'Le mail mène à une page qui montre le dossier, sans compte. Un bouton confirme ; sinon, ils signalent de là ce qui a changé.',
      },
      {
        question: 'Que veut dire « Personne à qui écrire » ?',
        answer:
          'Ni la présidence ni le secrétariat de ce PO n’a d’adresse mail dans le dossier. Complétez-le, ou appelez.',
      },
      {
        question: 'Quand partent les rappels ?',
        answer:
          'Tout seuls, après les délais choisis sous Administration, Délais. « Relancer » en envoie un maintenant, au plus un par jour.',
      },
    ],
  },
  '/doublons': {
    title: 'Les doublons',
    about:
      'Des fiches qui sont peut-être celles d’une seule personne, avec la raison. Le programme les cherche chaque nuit et quand quelqu’un arrive ; il ne fusionne jamais rien lui-même. Deux fiches qu’il n’a pas trouvées se comparent depuis l’une d’elles.',
    asked: [
      {
        question: 'Que veut dire « probable » ?',
        answer:
          'Les noms et la date de naissance se ressemblent fort. « Possible » veut dire qu’un seul signe rapproche les fiches, comme une adresse mail partagée par un couple.',
      },
      {
        question: 'Ce sont deux personnes.',
        answer:
          'Ouvrez la paire et choisissez « Pas la même personne ». C’est retenu : la paire ne reviendra pas, sauf si vous revenez sur cet avis.',
      },
      {
        question: 'Comment retrouver une fusion ?',
        answer:
          'Choisissez « Fusionnées » : chaque fusion y est, avec qui l’a décidée et quand. La fiche qui reste y mène aussi.',
      },
    ],
  },
  '/doublons/$one/$other': {
    title: 'Deux fiches côte à côte',
    about:
      'Ce que disent les deux fiches, ce que la fusion changerait, et la décision. Une valeur remplie n’est jamais remplacée sans que vous la choisissiez.',
    asked: [
      {
        question: 'Que devient l’autre fiche ?',
        answer:
          'Rien n’est effacé : elle reste lisible, marquée comme fusionnée, hors des recherches et des listes. Ses mandats, ses mails et ses demandes passent à la fiche qui reste.',
      },
      {
        question: 'Et si les deux ont un compte ?',
        answer:
          'Vous choisissez celui qui reste. L’autre est fermé, ses sessions se terminent, et son adresse redevient libre.',
      },
      {
        question: 'Puis-je revenir en arrière ?',
        answer:
          '« Défaire la fusion » remet tout exactement comme avant, tant que rien d’autre n’a été écrit sur la fiche qui reste.',
      },
    ],
  },
  '/po': {
    title: 'Les pouvoirs organisateurs',
    about:
      'Tous les PO de votre secrétariat, avec qui appeler et ce qui manque à leur dossier. J et K passent d’une ligne à l’autre, Entrée ouvre.',
    asked: [
      {
        question: 'Que puis-je chercher ?',
        answer:
          'Le nom du PO, son numéro FASE, sa localité, ou le nom d’une de ses écoles. Les petites fautes de frappe ne gênent pas.',
      },
      {
        question: 'Comment trouver les PO sans trésorier ?',
        answer:
          'Dans « Complets ou non », choisissez ce qui manque. Le nombre de PO est écrit à côté. L’adresse de la page garde vos choix.',
      },
      {
        question: 'Un PO manque.',
        answer:
          'Il est peut-être fermé : choisissez « PO fermés ». Sinon, il n’est pas dans le registre officiel qui a été importé en dernier. La personne qui tient le serveur peut importer un registre plus récent.',
      },
    ],
  },
  '/po/$poId': {
    title: 'Le dossier d’un PO',
    about:
      'Ce que la base contient : le PO, ses membres et leurs rôles d’hier, d’aujourd’hui et de demain, ses écoles, et ce qui manque.',
    asked: [
      {
        question: 'D’où vient cette valeur ?',
        answer:
          'Chaque valeur nomme ce qui l’a écrite, et quand : une demande, avec son lien, un collègue, ou l’import d’un fichier. « Valeurs précédentes » montre ce qu’il y avait avant.',
      },
      {
        question: 'Qui était président il y a deux ans ?',
        answer:
          'Choisissez un jour dans « Voir le dossier au ». Tout le dossier se montre comme ce jour-là, et l’adresse de la page peut être envoyée à un collègue.',
      },
      {
        question: 'Puis-je corriger ici ?',
        answer:
          'Oui. Chaque bouton montre d’abord ce qui va changer ; la modification porte votre nom à côté de la valeur, et U la retire tant qu’elle n’est pas faite. Rien n’est effacé : un départ termine un mandat, une erreur l’annule, et les deux restent lisibles.',
      },
    ],
  },
  '/recherche': {
    title: 'La recherche',
    about:
      'Personnes, PO, écoles et demandes en une fois. Chaque résultat dit pourquoi il est là. Ctrl et K ouvrent la même recherche partout.',
    asked: [
      {
        question: 'Que puis-je taper ?',
        answer:
          'Un nom, un numéro FASE, une école, une localité, une adresse mail, un numéro de téléphone écrit comme vous voulez, ou une référence.',
      },
      {
        question: 'Qui est la trésorière de ce PO ?',
        answer:
          'Tapez le rôle et le PO, par exemple « trésorière maquette » : les personnes qui l’exercent viennent en tête.',
      },
      {
        question: 'Je ne suis pas sûr·e de l’orthographe.',
        answer:
          'Tapez quand même : quand personne ne porte ces mots, la recherche montre les noms qui leur ressemblent, et le dit.',
      },
    ],
  },
  '/personnes': {
    title: 'Les personnes',
    about: 'Les membres de tous les PO, d’aujourd’hui et à venir, par nom : par état de leur compte, par rôle.',
    asked: [
      {
        question: 'Qui n’a pas encore activé son compte ?',
        answer:
          'Choisissez « envoyé », « ouvert » ou « expiré » dans « Compte ». Ouvrez une personne pour lui renvoyer l’activation.',
      },
      {
        question: 'Quels mails ont rebondi ?',
        answer: 'Choisissez « rebondi ». La fiche de chaque personne donne les mots du serveur et ce qu’il faut faire.',
      },
      {
        question: 'Où est quelqu’un qui est parti ?',
        answer:
          'Cette liste ne montre que qui a un mandat aujourd’hui ou bientôt. La recherche trouve aussi les autres.',
      },
    ],
  },
  '/mails-non-remis': {
    title: 'Les mails non remis',
    about:
      'Les mails qui ne sont pas arrivés, avec la réponse du serveur du destinataire. Le tableau de bord y mène, semaine par semaine.',
    asked: [
      {
        question: 'Que veut dire « sans certitude » ?',
        answer:
          'La liaison avec l’autre serveur s’est coupée au dernier moment : le mail est peut-être arrivé. Demandez à la personne, ou renvoyez-le depuis les tâches.',
      },
      {
        question: 'Pourquoi un mail n’est-il pas parti ?',
        answer:
          'Son adresse avait déjà refusé un mail pour de bon : elle est bloquée. Corrigez-la sur la fiche de la personne, ou débloquez-la si elle est juste.',
      },
      {
        question: 'Où renvoyer un mail ?',
        answer:
          'Dans les tâches, ou sur la fiche de la personne pour une activation. « À régler » marque ce qui attend.',
      },
    ],
  },
  '/tableau-de-bord': {
    title: 'Le tableau de bord',
    about:
      'Ce qui arrive, le temps que cela prend, qui accède à l’extranet, quels rôles sont tenus. Chaque nombre mène à sa liste.',
    asked: [
      {
        question: 'Comment les délais sont-ils comptés ?',
        answer:
          'En jours ouvrables, de l’arrivée à l’application ou au refus. Le compte s’arrête pendant que l’auteur doit répondre.',
      },
      {
        question: 'Que veut dire « neuf sur dix » ?',
        answer: 'Neuf demandes sur dix ont été traitées dans ce délai ou plus vite ; une sur dix a pris plus de temps.',
      },
      {
        question: 'Où sont les nombres exacts ?',
        answer: '« Les chiffres », sous chaque graphique, ouvre le tableau. Chaque nombre y est un lien.',
      },
    ],
  },
  '/personnes/$personId': {
    title: 'La fiche d’une personne',
    about:
      'Qui elle est, ses mandats et ses rôles dans tous les PO, son compte, les mails qu’elle a reçus et ses demandes. Chaque lecture de la fiche est notée.',
    asked: [
      {
        question: '« Je n’ai jamais reçu le mail d’activation. »',
        answer:
          'La partie « Compte » dit où il en est et quoi faire. « Renvoyer l’activation » envoie un nouveau lien ; les anciens ne fonctionnent plus. « Lien ouvert » ne prouve rien : des filtres de messagerie ouvrent les liens avant la personne.',
      },
      {
        question: 'Comment la débloquer ?',
        answer:
          'Elle lit « Trop d’essais » : son compte n’est pas bloqué, il faut attendre dix minutes à cet endroit, ou recevoir de vous un lien de nouveau mot de passe, qui sert tout de suite. « Adresse bloquée » : le serveur a répondu qu’elle n’existe pas, plus rien n’y part. Si elle est juste, débloquez-la en disant pourquoi ; sinon, changez-la.',
      },
      {
        question: '« Je ne veux plus recevoir d’informations. »',
        answer:
          'Sous « Courriers », « Ne plus envoyer » le note à votre nom, par genre de courrier. Ce que son rôle impose continue d’arriver : la fiche dit lesquels.',
      },
    ],
  },
  '/importations': {
    title: 'Les importations',
    about: 'Des listes de membres en Excel ou en CSV : la première charge, ou la liste qu’un PO vous envoie.',
    asked: [
      {
        question: 'Comment doit être le fichier ?',
        answer:
          'Une ligne de titres, puis une ligne par personne et par PO. Les titres, l’ordre des colonnes et la façon d’écrire les dates sont libres : vous vérifiez tout avant l’essai.',
      },
      {
        question: 'Que se passe-t-il si le fichier est mauvais ?',
        answer: 'Une phrase dit ce qui ne va pas et que faire. Rien ne change dans la base.',
      },
      {
        question: 'La liste ne nomme pas le PO.',
        answer: 'Choisissez « Tout le fichier est d’un seul PO » avant de le lire.',
      },
    ],
  },
  '/importations/$importId': {
    title: 'Une importation',
    about: 'D’abord les colonnes, puis un essai qui n’écrit rien, puis l’importation elle-même.',
    asked: [
      {
        question: 'Une ligne est refusée.',
        answer:
          'La raison est écrite dessous. Choisissez quand un choix est proposé, ou téléchargez les lignes refusées, corrigez-les, et importez ce petit fichier.',
      },
      {
        question: 'Je ne veux pas écrire à 1 500 personnes.',
        answer:
          'Gardez « Pas maintenant » : les comptes attendent, la liste de ces personnes reste ici, et un bouton envoie les mails le jour venu.',
      },
      {
        question: 'Et si je l’importe deux fois ?',
        answer: 'La seconde fois, l’essai dit que rien ne change. Ce qui est déjà enregistré n’est jamais doublé.',
      },
    ],
  },
  '/personnes/$personId/donnees': {
    title: 'Les données d’une personne',
    about: 'Ce qu’une personne peut demander : voir tout ce que la base sait d’elle, ou être effacée.',
    asked: [
      {
        question: 'Une personne demande ses données. Que faire ?',
        answer:
          'Assurez-vous que c’est elle, cochez-le, puis « Préparer le document ». Imprimez-le ou enregistrez-le, relisez-le, et remettez-le-lui dans le mois.',
      },
      {
        question: 'Une valeur est fausse. Comment la corriger ?',
        answer:
          'Par une demande de changement, ou depuis le dossier : l’ancienne valeur et son origine restent lisibles.',
      },
      {
        question: 'Pourquoi ne puis-je pas effacer ?',
        answer:
          'La phrase au-dessus le dit : un mandat en cours, une demande ouverte. Seule l’administration efface, à deux si le secrétariat l’a choisi.',
      },
    ],
  },
};
