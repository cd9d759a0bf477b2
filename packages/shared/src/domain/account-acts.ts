import type { AccountFacts } from './account-facts.ts';
import { blockedAddress } from './account-standing.ts';
import { formatDate, todayInBrussels } from './dates.ts';

/** What staff may order for somebody's account; the worker does it. */
export const ACCOUNT_ACTS = ['resend-activation', 'send-reset', 'unblock', 'drop-factors'] as const;
export type AccountAct = (typeof ACCOUNT_ACTS)[number];

export const ACCOUNT_ACT_LABELS: Record<AccountAct, string> = {
  'resend-activation': 'Renvoyer l’activation',
  'send-reset': 'Envoyer un lien de nouveau mot de passe',
  unblock: 'Débloquer l’adresse',
  'drop-factors': 'Enlever le second facteur',
};

/** Acts that staff give a reason for; what the reason has to say. */
export const ACCOUNT_ACT_REASONS: Partial<Record<AccountAct, { label: string; hint: string; missing: string }>> = {
  unblock: {
    label: 'Pourquoi l’adresse est bonne',
    hint: 'Par exemple : confirmée au téléphone. Cette raison reste sur la fiche.',
    missing: 'Dites pourquoi l’adresse est bonne.',
  },
  'drop-factors': {
    label: 'Comment vous savez que c’est bien cette personne qui le demande',
    hint: 'Par exemple : rappelée au numéro enregistré. Cette raison reste sur la fiche.',
    missing: 'Dites comment vous savez que c’est bien cette personne qui le demande.',
  },
};

/** Possible, to which address and with what consequence; or not, and why, in a sentence for staff. */
export type ActVerdict = { possible: true; to: string; says: string } | { possible: false; why: string };

/**
 * Whether an act can be done now for that person. The back office asks before it offers and orders it, the worker again
 * before it does it. Pure; days are those of Brussels. Never throws.
 */
export function judgeAct(act: AccountAct, facts: AccountFacts, now: Date): ActVerdict {
  switch (act) {
    case 'resend-activation':
      return judgeActivation(facts, now);
    case 'send-reset':
      return judgeReset(facts);
    case 'unblock':
      return judgeUnblock(facts);
    case 'drop-factors':
      return judgeDrop(facts);
  }
}

function judgeActivation(facts: AccountFacts, now: Date): ActVerdict {
  const { account, mail } = facts;
  const refused = refuseMail(facts);
  if (refused !== null) return no(refused);
  if (account?.state === 'active')
    return no('Le compte est déjà activé : envoyez plutôt un lien de nouveau mot de passe.');
  const address = invitedAddress(facts);
  if (address === null) return no(NO_ACCOUNT);
  if (mail?.state === 'pending' || mail?.state === 'sending') {
    const waits = mail.dueAt !== null && todayInBrussels(mail.dueAt) > todayInBrussels(now);
    return no(
      waits && mail.dueAt
        ? `L’invitation attend déjà : elle partira le ${formatDate(todayInBrussels(mail.dueAt))}, premier jour du mandat.`
        : 'L’invitation est déjà en train de partir.',
    );
  }
  if (blockedAddress(facts) !== null) return no(BLOCKED);
  const when = facts.mandateNow
    ? 'Un nouveau mail d’activation part tout de suite'
    : `Un nouveau mail d’activation partira le ${formatDate(facts.mandateAhead ?? '')}, premier jour du mandat,`;
  return {
    possible: true,
    to: address,
    says: `${when} à cette adresse. Les liens envoyés avant ne fonctionneront plus.`,
  };
}

function judgeReset(facts: AccountFacts): ActVerdict {
  const { account } = facts;
  const refused = refuseMail(facts);
  if (refused !== null) return no(refused);
  if (account?.state === 'invited') return no('Le compte n’est pas encore activé : renvoyez plutôt l’activation.');
  if (account?.state !== 'active' || account.email === null) return no(NO_ACCOUNT);
  if (blockedAddress(facts) !== null) return no(BLOCKED);
  return {
    possible: true,
    to: account.email,
    says: 'Un mail part tout de suite à cette adresse, avec un lien court, qui sert une fois. Le mot de passe actuel reste bon tant que la personne n’en choisit pas un autre ; alors, toutes ses connexions ouvertes se ferment.',
  };
}

function judgeUnblock({ deceased, blocked }: AccountFacts): ActVerdict {
  const [first] = blocked;
  if (deceased) return no(DECEASED);
  if (!first) return no('Aucune adresse de cette personne n’est bloquée.');
  return {
    possible: true,
    to: first.address,
    says: 'Les mails pourront de nouveau partir à cette adresse. Rien n’est envoyé maintenant : renvoyez ensuite ce qui manque. Si le serveur refuse encore, l’adresse sera bloquée de nouveau.',
  };
}

function judgeDrop({ deceased, account }: AccountFacts): ActVerdict {
  if (deceased) return no(DECEASED);
  if (account?.state !== 'active' || account.email === null) return no('Cette personne n’a pas de compte activé.');
  if (!account.hasFactors) return no('Cette personne n’a ni application de codes, ni clé d’accès.');
  return {
    possible: true,
    to: account.email,
    says: 'L’application de codes, les clés d’accès et les codes de secours de cette personne sont enlevés, et toutes ses connexions ouvertes se ferment. Ensuite, son mot de passe suffit. Un mail le lui dit à cette adresse.',
  };
}

/** Why nothing can be sent to that person at all, whatever the mail. */
function refuseMail({ deceased, email, account, mandateNow, mandateAhead }: AccountFacts): string | null {
  if (deceased) return DECEASED;
  if (!mandateNow && mandateAhead === null)
    return 'Cette personne n’a aucun mandat en cours ou à venir : l’extranet ne lui est pas ouvert.';
  if (account?.state === 'waiting')
    return 'Cette personne attend une adresse mail à elle : la sienne sert déjà à quelqu’un d’autre.';
  if (account?.state === 'closed') return 'Le compte est fermé : une demande de nouveau mandat l’ouvre de nouveau.';
  if (email === null && !account?.email) return 'Aucune adresse mail n’est enregistrée pour cette personne.';
  return null;
}

function invitedAddress({ account }: AccountFacts): string | null {
  return account?.state === 'invited' ? account.email : null;
}

const DECEASED = 'Cette personne est décédée : plus aucun mail ne part vers elle.';
const NO_ACCOUNT =
  'Cette personne n’a pas de compte : il s’ouvre avec une demande, nouveau mandat ou nouvelle adresse.';
const BLOCKED = 'Le serveur de cette adresse a refusé pour de bon un mail précédent : débloquez d’abord l’adresse.';

const no = (why: string): ActVerdict => ({ possible: false, why });
