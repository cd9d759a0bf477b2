/** What somebody of the secretariat did to a request before it is decided. */
export const STAFF_ACTS = ['entered', 'corrected', 'ordered', 'merged'] as const;
export type StaffAct = { act: (typeof STAFF_ACTS)[number]; by: string };

export type DecidedCase = {
  /** Everybody the request writes about. */
  personIds: readonly string[];
  acts: readonly StaffAct[];
};

export type Decider = { id: string; personId: string | null };

const DONE: Record<StaffAct['act'], string> = {
  entered: 'Vous avez encodé cette demande',
  corrected: 'Vous avez corrigé une réponse de cette demande',
  ordered: 'Vous avez ordonné cette modification',
  merged: 'Vous avez fusionné une autre demande avec celle-ci',
};

/**
 * Why this member of staff may not decide this request, in French; null when they may. Nobody decides anything about
 * themselves. `approval` is null for decisions that let nothing through; with its `fourEyes` nobody approves what they entered, corrected, ordered or merged: of two who each did
 * something to one request a third must approve, or one of them takes back what they did (DESIGN.md §4.12).
 */
export function whySecondPerson(
  decider: Decider,
  { personIds, acts }: DecidedCase,
  approval: { fourEyes: boolean } | null,
): string | null {
  if (decider.personId !== null && personIds.includes(decider.personId))
    return 'Cette demande vous concerne : un·e collègue doit décider.';
  if (!approval?.fourEyes) return null;
  const own = STAFF_ACTS.find((act) => acts.some((done) => done.act === act && done.by === decider.id));
  return own === undefined ? null : `${DONE[own]} : un·e collègue doit l’approuver.`;
}
