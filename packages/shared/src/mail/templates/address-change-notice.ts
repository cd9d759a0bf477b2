import type { MailTemplate } from './template.ts';

/** To the present address: a change is asked for, or has been made. The new address is not told. */
export const addressChangeNotice: MailTemplate = (facts) =>
  facts.stage === 'asked'
    ? {
        subject: 'Une nouvelle adresse est demandée pour votre accès',
        title: 'Une nouvelle adresse est demandée',
        paragraphs: [
          'Bonjour,',
          'Une autre adresse mail a été demandée pour votre accès à l’extranet des PO. Tant qu’elle n’est pas confirmée, vous vous connectez avec celle-ci. Si la demande vient de vous, vous n’avez rien à faire ici.',
        ],
        notes: ['Elle ne vient pas de vous ? Prévenez le secrétariat, qui annulera le changement.'],
      }
    : {
        subject: 'Votre adresse de connexion a changé',
        title: 'Votre adresse de connexion a changé',
        paragraphs: [
          'Bonjour,',
          'Votre nouvelle adresse est confirmée : celle-ci ne sert plus à vous connecter à l’extranet des PO. Par prudence, toutes vos connexions ouvertes ont été fermées.',
        ],
        notes: ['Ce n’est pas vous ? Prévenez tout de suite le secrétariat.'],
      };
