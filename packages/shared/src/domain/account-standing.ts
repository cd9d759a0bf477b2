import type { AccountFacts } from './account-facts.ts';
import { formatDate, todayInBrussels } from './dates.ts';

export const STANDING_LABELS = {
  none: 'aucun compte',
  'waiting-address': 'en attente d’une adresse',
  'to-send': 'à envoyer',
  sent: 'envoyé',
  bounced: 'rebondi',
  opened: 'ouvert',
  expired: 'expiré',
  activated: 'activé',
  closed: 'fermé',
} as const;
export type StandingState = keyof typeof STANDING_LABELS;
export const STANDING_STATES = Object.keys(STANDING_LABELS) as [StandingState, ...StandingState[]];

/** The same in the address of a list. */
export const STANDING_SLUGS: Record<StandingState, string> = {
  none: 'aucun',
  'waiting-address': 'sans-adresse-propre',
  'to-send': 'a-envoyer',
  sent: 'envoye',
  bounced: 'rebondi',
  opened: 'ouvert',
  expired: 'expire',
  activated: 'active',
  closed: 'ferme',
};

/** Steps on the way to the extranet, each with where those stand who came at least so far. */
export const ACCOUNT_STEPS = {
  created: {
    label: 'Compte créé',
    slug: 'compte-cree',
    reached: ['to-send', 'sent', 'bounced', 'opened', 'expired', 'activated', 'closed'],
  },
  invited: {
    label: 'Invitation partie',
    slug: 'invitation-partie',
    reached: ['sent', 'opened', 'expired', 'activated', 'closed'],
  },
  opened: { label: 'Lien ouvert', slug: 'lien-ouvert', reached: ['opened', 'activated', 'closed'] },
  activated: { label: 'Compte activé', slug: 'compte-active', reached: ['activated', 'closed'] },
} as const satisfies Record<string, { label: string; slug: string; reached: readonly StandingState[] }>;
export type AccountStep = keyof typeof ACCOUNT_STEPS;
export const ACCOUNT_STEP_NAMES = Object.keys(ACCOUNT_STEPS) as [AccountStep, ...AccountStep[]];

/** `since`: when it came to that, where it is known. `next`: what staff do now, in a sentence or two. */
export type AccountStanding = { state: StandingState; since: Date | null; next: string };

/**
 * Where a person stands on the way to the extranet, from what is recorded: account, newest activation mail and link,
 * blocked addresses. Pure; days are those of Brussels. Never throws.
 */
export function accountStanding(facts: AccountFacts, now: Date): AccountStanding {
  const { account } = facts;
  if (account === null) return { state: 'none', since: null, next: sayNoAccount(facts) };
  switch (account.state) {
    case 'waiting':
      return {
        state: 'waiting-address',
        since: account.createdAt,
        next: 'Son adresse mail sert déjà à quelqu’un d’autre pour se connecter. Demandez-lui une adresse à elle : l’invitation partira d’elle-même quand elle sera enregistrée, ou dès que l’autre personne quitte cette adresse.',
      };
    case 'closed':
      return {
        state: 'closed',
        since: account.closedAt,
        next: facts.deceased
          ? 'Plus aucun mail ne part vers cette personne.'
          : 'Le compte s’ouvrira de nouveau avec un nouveau mandat.',
      };
    case 'active':
      return { state: 'activated', since: account.activatedAt, next: sayActive(facts) };
    case 'invited':
      return invitation(facts, now);
  }
}

function invitation(facts: AccountFacts, now: Date): AccountStanding {
  const { mail, link } = facts;
  const blocked = blockedAddress(facts);
  if (mail?.state === 'failed' || mail?.state === 'unknown' || blocked !== null) {
    const words = mail?.words ?? blocked?.reason;
    const said = words ? `Le serveur de l’adresse a répondu : « ${words} ». ` : '';
    const mend = blocked
      ? 'Si elle est juste, débloquez-la, puis renvoyez l’activation ; sinon, changez-la.'
      : 'Si elle est juste, renvoyez l’activation ; sinon, changez-la.';
    return {
      state: 'bounced',
      since: mail?.createdAt ?? null,
      next: `${said}Vérifiez l’adresse avec la personne. ${mend}`,
    };
  }
  if (mail?.state === 'pending' || mail?.state === 'sending') return toSend(mail.createdAt, mail.dueAt, now);
  const dead = link === null || link.voidedAt !== null || link.usedAt !== null || link.expiresAt <= now;
  if (mail === null || mail.state !== 'sent' || dead) {
    const since = link && link.voidedAt === null && link.expiresAt <= now ? link.expiresAt : null;
    return {
      state: 'expired',
      since,
      next: `Le lien ne fonctionne plus${since ? ` depuis le ${day(since)}` : ''}. Renvoyez l’activation.`,
    };
  }
  const until = `Le lien vaut jusqu’au ${day(new Date(link.expiresAt.getTime() - 1))}.`;
  if (link.openedAt !== null) {
    return {
      state: 'opened',
      since: link.openedAt,
      next: `Lien ouvert le ${day(link.openedAt)}, mais aucun mot de passe n’est choisi : la personne s’est arrêtée là, ou un filtre de sa messagerie a ouvert le lien pour elle. ${until}`,
    };
  }
  return {
    state: 'sent',
    since: mail.sentAt,
    next: `Demandez-lui de regarder aussi dans ses courriers indésirables. ${until}`,
  };
}

function toSend(since: Date, dueAt: Date | null, now: Date): AccountStanding {
  const later = dueAt !== null && todayInBrussels(dueAt) > todayInBrussels(now);
  const next = later
    ? `L’invitation partira le ${day(dueAt)} au matin, le premier jour du mandat. Il n’y a rien à faire.`
    : 'Le mail part dans les minutes qui viennent. Il n’y a rien à faire.';
  return { state: 'to-send', since, next };
}

function sayNoAccount({ deceased, email, mandateNow, mandateAhead }: AccountFacts): string {
  if (deceased) return 'Plus aucun mail ne part vers cette personne.';
  if (!mandateNow && mandateAhead === null) return 'Sans mandat en cours ou à venir, il n’y a pas de compte à ouvrir.';
  if (email === null) return 'Demandez-lui une adresse mail : le compte s’ouvrira quand elle sera enregistrée.';
  return 'Le compte s’ouvre avec une demande : nouveau mandat, ou nouvelle adresse mail.';
}

function sayActive({ account, mandateNow, mandateAhead }: AccountFacts): string {
  if (account?.pendingEmail)
    return `Se connecte encore avec l’ancienne adresse : la nouvelle, ${account.pendingEmail}, doit être confirmée par le lien qu’elle a reçu.`;
  if (mandateNow) return 'Mot de passe oublié ? Envoyez un lien pour en choisir un nouveau.';
  return mandateAhead === null
    ? 'Aucun mandat en cours : l’extranet ne s’ouvre pas.'
    : `L’extranet s’ouvrira le ${formatDate(mandateAhead)}, premier jour du mandat.`;
}

/** The sign-in address, when nothing may be sent to it any more. */
export function blockedAddress({ account, blocked }: AccountFacts): AccountFacts['blocked'][number] | null {
  const key = account?.email?.toLowerCase();
  return blocked.find(({ address }) => address.toLowerCase() === key) ?? null;
}

const day = (moment: Date): string => formatDate(todayInBrussels(moment));
