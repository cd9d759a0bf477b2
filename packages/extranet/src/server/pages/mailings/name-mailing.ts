import { fillText } from '@guichet/shared/domain/mailings/mailing-variables';
import { mailingValues } from '@guichet/shared/mail/mailings/mailing-values';
import type { MemberMailing } from '../../../reads/member-mailings.ts';

/** What the words of a mailing stand for when this member reads it. */
export function valuesFor({ reasons }: Pick<MemberMailing, 'reasons'>, firstName: string) {
  return mailingValues({
    ...{ firstName, lastName: null },
    reasons: reasons.map((reason) => ({ ...reason, since: null, insteadOf: null })),
  });
}

/** A mailing whose subject has its words for this member. */
export function nameMailing<M extends MemberMailing>(mailing: M, firstName: string): M {
  return { ...mailing, subject: fillText(mailing.subject, valuesFor(mailing, firstName)).trim() };
}

/** Which of them came since the visit before; none at the first visit, when all are new. */
export function newMailings(mailings: readonly MemberMailing[], before: Date | null): Set<string> {
  return new Set(before === null ? [] : mailings.filter(({ at }) => at > before).map(({ id }) => id));
}
