import { PAPER_HELP } from './paper-help.ts';

import { ADMINISTRATION_HELP } from './screen-help-administration.ts';

/** What the help says of one screen first: what it is for, and the three things that people ask there. */
export type ScreenHelp = {
  title: string;
  about: string;
  asked: readonly [Asked, Asked, Asked];
};

type Asked = { question: string; answer: string };

/** By address, as the router writes it. */
export const SCREEN_HELP: Record<string, ScreenHelp> = {
  ...ADMINISTRATION_HELP,
  '/demandes': {
    title: 'La liste des demandes',
    about:
      'Les demandes rangées selon ce qu’elles attendent, les plus anciennes en haut. Celles qui arrivent ne poussent pas ce que vous lisez : un bouton les annonce.',
    asked: [
      {
        question: 'Que veut dire « 4 j » ?',
        answer:
          'Le nombre de jours ouvrables depuis que la demande est chez nous. Le compte s’arrête pendant que son auteur doit répondre. La couleur et l’horloge disent ce qui tarde.',
      },
      {
        question: 'Je ne retrouve pas une demande.',
        answer:
          'Choisissez « Toutes », puis cherchez un nom, une référence, un PO ou une adresse mail. Les accents et les petites fautes de frappe ne gênent pas.',
      },
      {
        question: 'Pourquoi y a-t-il « En échec » ?',
        answer:
          'Une demande approuvée n’a pas pu être écrite dans la base. Rien n’a changé. Ouvrez-la : la raison et ce qu’il faut faire y sont écrits.',
      },
    ],
  },
  '/demandes/$requestId': {
    title: 'Une demande',
    about:
      'À gauche, ce qui est demandé, à côté de ce que la base contient. À droite, ce qui se passera si vous approuvez, et la décision.',
    asked: [
      {
        question: 'Pourquoi ne puis-je pas approuver ?',
        answer:
          'La phrase au-dessus du bouton le dit. Un constat rouge se règle d’abord (choisir la personne, choisir le PO). Un constat orange demande de cocher que vous l’avez vu.',
      },
      {
        question: 'Je me suis trompé·e.',
        answer:
          'Pressez U, ou « Annuler », tant que la demande n’est pas appliquée. Ensuite, ouvrez-la et choisissez « Annuler ce qui a été fait » : une contre-demande remet les choses comme avant.',
      },
      {
        question: 'Que reçoit l’auteur ?',
        answer:
          '« Voir le mail à l’auteur » le montre avant qu’il parte. Vos notes, elles, restent entre vous : l’auteur ne les voit jamais.',
      },
    ],
  },
  '/doublons': {
    title: 'Les doublons',
    about:
      'Des fiches qui sont peut-être celles d’une seule personne, avec la raison. Le programme les cherche chaque nuit et quand quelqu’un arrive ; il ne fusionne jamais rien lui-même.',
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
        answer: 'Choisissez « Fusionnées » : chaque fusion y est, avec qui l’a décidée et quand.',
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
          'La partie « Compte » dit où il en est et quoi faire. « Renvoyer l’activation » envoie un nouveau lien ; les anciens ne fonctionnent plus.',
      },
      {
        question: 'Que veut dire « adresse bloquée » ?',
        answer:
          'Le serveur de cette adresse a répondu qu’elle n’existe pas : plus rien n’y part. Si elle est juste, débloquez-la en disant pourquoi ; sinon, changez-la.',
      },
      {
        question: '« Lien ouvert » : la personne l’a-t-elle lu ?',
        answer:
          'Ce n’est pas sûr : des filtres de messagerie ouvrent les liens avant elle. Seul un mot de passe choisi prouve que c’est elle.',
      },
    ],
  },
  '/lots': {
    title: 'Les lots',
    about: 'Ce qui a été décidé pour plusieurs demandes à la fois, par vous et par vos collègues.',
    asked: [
      {
        question: 'Comment commencer un lot ?',
        answer:
          'Dans la liste des demandes, cochez-en plusieurs (touche X, ou la souris), puis choisissez : approuver, refuser ou attribuer.',
      },
      {
        question: 'Puis-je fermer la page ?',
        answer: 'Oui. Le lot continue, même si vous éteignez votre ordinateur.',
      },
      {
        question: 'Qu’est-ce qui n’est jamais approuvé en lot ?',
        answer:
          'Une demande bloquée, ou qui demande un « J’ai vu ». Elle est laissée telle quelle, et le lot dit pourquoi.',
      },
    ],
  },
  '/lots/$runId': {
    title: 'Un lot',
    about: 'Où en est ce lot, et ce que chaque demande est devenue.',
    asked: [
      {
        question: 'Je veux l’arrêter.',
        answer: '« Arrêter » : les demandes qui n’ont pas eu leur tour restent comme elles étaient.',
      },
      {
        question: 'Je me suis trompé·e.',
        answer:
          'Un bouton annule les approbations qui ne sont pas encore appliquées. Les autres s’annulent une par une, depuis leur page.',
      },
      {
        question: 'Des demandes ont été laissées.',
        answer:
          'La raison est écrite sous chacune. Ouvrez-la pour décider, ou « Reprendre » celles qui restent quand la raison a disparu.',
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
  '/avis': {
    title: 'Vos avis',
    about: 'Ce dont le guichet vous prévient, et comment. Vos collègues ont leurs propres réglages.',
    asked: [
      {
        question: 'Je reçois trop de mails.',
        answer:
          'Choisissez « dans le mail du matin » pour n’en recevoir qu’un par jour ouvrable, ou « jamais ». Puis « Enregistrer ».',
      },
      {
        question: 'Le navigateur n’affiche rien.',
        answer:
          'Il faut l’y autoriser, sur chaque ordinateur, et garder le guichet ouvert dans un onglet. Le haut de cette page dit où vous en êtes.',
      },
      {
        question: 'Comment prévenir un ou une collègue ?',
        answer: 'Dans une demande, écrivez une note avec @ et son nom. Ses réglages décident du chemin.',
      },
    ],
  },
  '/saisie': {
    title: 'Saisir une demande',
    about: 'Pour ce qui vous arrive autrement que par le formulaire : par téléphone, par lettre, de vive voix.',
    asked: [
      {
        question: 'L’auteur n’a pas d’adresse mail.',
        answer: 'Laissez-la vide. Personne ne sera prévenu : ce sera à vous de rappeler ou d’écrire.',
      },
      {
        question: 'On m’interrompt.',
        answer:
          'Ce que vous avez tapé reste dans ce navigateur, même après une panne. Revenez à cette page : tout y est encore.',
      },
      {
        question: 'La demande est-elle approuvée d’office ?',
        answer:
          'Non. Elle entre dans la liste, avec votre nom à côté de celui de l’auteur, et se décide comme une autre.',
      },
    ],
  },
  ...PAPER_HELP,
  '/taches': {
    title: 'Les tâches',
    about: 'Ce que le programme n’a pas pu régler seul : surtout des mails qui ne sont pas arrivés.',
    asked: [
      {
        question: 'Un mail n’est pas arrivé. Que faire ?',
        answer:
          'Lisez la réponse du serveur. Si l’adresse est bonne, « Renvoyer ». Sinon, téléphonez : il faut une demande de changement d’adresse.',
      },
      {
        question: 'Que fait « C’est réglé » ?',
        answer: 'La tâche quitte la liste, pour vous et vos collègues. Rien n’est envoyé.',
      },
      {
        question: 'J’ai renvoyé, et rien ne change.',
        answer: 'Le mail repart dans la minute. S’il échoue encore, la tâche revient d’elle-même avec la raison.',
      },
    ],
  },
  '/compte': {
    title: 'Votre compte',
    about: 'Comment vous prouvez que c’est vous, et où vous êtes connecté·e.',
    asked: [
      {
        question: 'Qu’est-ce qu’une clé d’accès ?',
        answer:
          'Votre ordinateur ou votre téléphone vous reconnaît (empreinte, visage, code) et le dit au guichet. Rien à taper ni à retenir, et rien qu’un faux site puisse voler.',
      },
      {
        question: 'Je change de téléphone.',
        answer:
          'Liez d’abord le nouveau : « Ajouter une clé » ou « Remplacer l’application ». Retirez l’ancien ensuite. Perdu ? Un code de secours ouvre l’accès une fois.',
      },
      {
        question: 'Je ne reconnais pas une session.',
        answer: 'Terminez-la, puis changez de mot de passe, et prévenez l’administration du guichet.',
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
  '/modeles': {
    title: 'Les modèles de refus',
    about:
      'Les refus que vous expliquez souvent, écrits une fois pour toutes. Ils vous sont proposés quand vous refusez.',
    asked: [
      {
        question: 'Que veut dire {auteur} ?',
        answer:
          'Un mot entre accolades est remplacé par ce qu’il nomme dans la demande. La fenêtre d’un modèle donne tous ces mots.',
      },
      {
        question: 'Changer un modèle change-t-il les anciens refus ?',
        answer: 'Non. Ce qui a été envoyé reste comme il a été envoyé.',
      },
      {
        question: 'Suis-je obligé·e de suivre un modèle ?',
        answer: 'Non. Le texte proposé se change avant d’envoyer, et vous pouvez tout écrire vous-même.',
      },
    ],
  },
};

/** The help of the screen at this address of the router; null for a page that is nowhere. */
export function screenHelpAt(fullPath: string): ScreenHelp | null {
  return SCREEN_HELP[fullPath === '/' ? fullPath : fullPath.replace(/\/$/, '')] ?? null;
}
