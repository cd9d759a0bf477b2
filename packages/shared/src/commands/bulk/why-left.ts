import type { GuichetError } from '../../errors/errors.ts';
import { badgesOf } from '../../request-types/finding-badges.ts';
import { UnsettledError } from '../check-approval.ts';

/** Why a request of a run is left, in French: in a few words that many of them share, and in full for this one. */
export type WhyLeft = { group: string; outcome: string };

const SEVERITIES = { blocking: 'bloquée', warning: 'à vérifier', info: 'à vérifier' } as const;

export function whyLeft(error: GuichetError): WhyLeft {
  if (!(error instanceof UnsettledError)) return { group: error.userMessage, outcome: error.userMessage };
  const [badge] = badgesOf(error.findings);
  const severity = SEVERITIES[badge?.severity ?? 'warning'];
  return {
    group: badge ? `${capitalise(severity)} : ${badge.label}` : capitalise(severity),
    outcome: error.findings.map(({ message }) => message).join(' '),
  };
}

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
