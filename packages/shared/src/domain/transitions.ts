/**
 * The life of a change request (DESIGN.md §3), as one table: what each event makes of each state.
 *
 * A request arrives `submitted` and waits for staff, who approve it, reject it, ask its author for a correction, merge
 * it into another one or do it by hand. `approved` is a decision, not yet a change: the worker turns it into `applied`,
 * or into `failed` when the plan no longer holds or an error stands in the way; until then staff may take the approval
 * back. A failed request goes back to staff, or is tried again when it failed by an error (a stale plan must be seen by
 * staff first: that guard belongs to the command). Its author may withdraw it as long as nothing is decided, or when it
 * failed. A correction that is never answered lapses. Nothing leaves the final states: what was applied is
 * reverted by a new request. Only a merge can be taken back, as long as the request that stayed is not decided.
 */

export const REQUEST_STATES = [
  'submitted',
  'correction_requested',
  'approved',
  'applied',
  'failed',
  'rejected',
  'withdrawn',
  'lapsed',
  'merged',
] as const;

export type RequestState = (typeof REQUEST_STATES)[number];

export const REQUEST_EVENTS = [
  'approve',
  'reject',
  'ask-correction',
  'answer-correction',
  'cancel-correction',
  'lapse',
  'withdraw',
  'merge',
  'unmerge',
  'close-by-hand',
  'undo',
  'apply',
  'fail',
  'retry',
  'return-to-staff',
] as const;

export type RequestEvent = (typeof REQUEST_EVENTS)[number];

/** The states that something or somebody still has to act upon. */
export const OPEN_STATES = [
  'submitted',
  'correction_requested',
  'approved',
  'failed',
] as const satisfies readonly RequestState[];

const TRANSITIONS: Record<RequestState, Partial<Record<RequestEvent, RequestState>>> = {
  submitted: {
    approve: 'approved',
    reject: 'rejected',
    'ask-correction': 'correction_requested',
    merge: 'merged',
    withdraw: 'withdrawn',
    'close-by-hand': 'applied',
  },
  correction_requested: {
    'answer-correction': 'submitted',
    'cancel-correction': 'submitted',
    withdraw: 'withdrawn',
    lapse: 'lapsed',
  },
  approved: { undo: 'submitted', apply: 'applied', fail: 'failed' },
  failed: { retry: 'approved', 'return-to-staff': 'submitted', withdraw: 'withdrawn' },
  applied: {},
  rejected: {},
  withdrawn: {},
  lapsed: {},
  merged: { unmerge: 'submitted' },
};

/** The state that `event` leads to from `state`, or null when it may not happen there. */
export function nextState(state: RequestState, event: RequestEvent): RequestState | null {
  return TRANSITIONS[state][event] ?? null;
}

/** Whether something may still happen to a request in this state. */
export function isOpen(state: RequestState): boolean {
  return (OPEN_STATES as readonly RequestState[]).includes(state);
}

/** Whether `value` is the code of a state. */
export function isRequestState(value: unknown): value is RequestState {
  return typeof value === 'string' && (REQUEST_STATES as readonly string[]).includes(value);
}

/** What people read; feminine, because a "demande" is. */
export const STATE_LABELS: Record<RequestState, string> = {
  submitted: 'à traiter',
  correction_requested: 'en attente de l’auteur',
  approved: 'approuvée',
  applied: 'appliquée',
  failed: 'en échec',
  rejected: 'refusée',
  withdrawn: 'retirée',
  lapsed: 'sans suite',
  merged: 'fusionnée',
};
