import type { MailingState } from './mailing-states.ts';

/**
 * What happens to a mailing.
 * - submit: a colleague is asked to read it. send-back: the colleague says what is to be mended. take-back: whoever may
 *   write makes it a draft again, before it leaves.
 * - schedule, send: it leaves at its moment, or now; of one that was submitted, that is the colleague's approval.
 * - come-due: its moment has come. prepare: its recipients are kept. find-nobody: there is nobody to write to.
 * - pause, go-on, stop: at any moment in between. go-on-preparing: it was paused before its recipients were kept.
 * - finish: each of its mails has met its end. discard, restore: a draft is thrown
 *   away, and taken up again.
 */
export const MAILING_EVENTS = [
  'submit',
  'send-back',
  'take-back',
  'schedule',
  'send',
  'come-due',
  'prepare',
  'find-nobody',
  'pause',
  'go-on',
  'go-on-preparing',
  'stop',
  'finish',
  'discard',
  'restore',
] as const;
export type MailingEvent = (typeof MAILING_EVENTS)[number];

const TRANSITIONS: Record<MailingState, Partial<Record<MailingEvent, MailingState>>> = {
  draft: { submit: 'submitted', schedule: 'scheduled', send: 'preparing', discard: 'discarded' },
  submitted: { 'send-back': 'draft', 'take-back': 'draft', schedule: 'scheduled', send: 'preparing' },
  scheduled: { 'take-back': 'draft', send: 'preparing', 'come-due': 'preparing' },
  preparing: { prepare: 'sending', 'find-nobody': 'draft', pause: 'paused', stop: 'stopped' },
  sending: { pause: 'paused', stop: 'stopped', finish: 'sent' },
  paused: { 'go-on': 'sending', 'go-on-preparing': 'preparing', stop: 'stopped' },
  sent: {},
  stopped: {},
  discarded: { restore: 'draft' },
};

/** The state that the event leads to; null when there is no such step. */
export function nextMailingState(state: MailingState, event: MailingEvent): MailingState | null {
  return TRANSITIONS[state][event] ?? null;
}

/** States in which recipients are kept or mails leave, now or after a pause. */
export const UNDER_WAY = ['preparing', 'sending', 'paused'] as const satisfies readonly MailingState[];

/** States in which something has left, or may have. */
export function hasLeft(state: MailingState): boolean {
  return state === 'sent' || state === 'stopped' || UNDER_WAY.some((each) => each === state);
}

/** French, after "Ce courrier est". */
export const MAILING_STATE_LABELS: Record<MailingState, string> = {
  draft: 'un brouillon',
  submitted: 'soumis à un·e collègue',
  scheduled: 'programmé',
  preparing: 'en préparation',
  sending: 'en cours d’envoi',
  paused: 'en pause',
  sent: 'envoyé',
  stopped: 'arrêté',
  discarded: 'jeté',
};
