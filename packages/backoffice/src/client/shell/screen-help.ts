import { PAPER_HELP } from './paper-help.ts';

import { ADMINISTRATION_HELP } from './screen-help-administration.ts';
import { AUDIENCE_HELP } from './screen-help-audience.ts';
import { MAILING_HELP } from './screen-help-mailings.ts';
import { REGISTER_HELP } from './screen-help-register.ts';

/** What the help says of one screen first: what it is for, and the three things that people ask there. */
export type ScreenHelp = {
  title: string;
  about: string;
  asked: readonly [Asked, Asked, Asked];
  /** Keys that work on this screen alone. */
  keys?: readonly ScreenKey[];
};

export type ScreenKey = { caps: readonly string[]; does: string };

type Asked = { question: string; answer: string };

/** By address, as the router writes it. */
export const SCREEN_HELP: Record<string, ScreenHelp> = {
  ...ADMINISTRATION_HELP,
  ...REGISTER_HELP,
  ...MAILING_HELP,
  ...AUDIENCE_HELP,
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
