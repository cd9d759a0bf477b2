import { describe, expect, test } from '@jest/globals';
import { MAILING_STATES, type MailingState } from '../../../src/domain/mailings/mailing-states.ts';
import {
  MAILING_EVENTS,
  type MailingEvent,
  nextMailingState,
} from '../../../src/domain/mailings/mailing-transitions.ts';

/** Every step there is; whatever is not here is refused. */
const STEPS: [MailingState, MailingEvent, MailingState][] = [
  ['draft', 'submit', 'submitted'],
  ['draft', 'schedule', 'scheduled'],
  ['draft', 'send', 'preparing'],
  ['draft', 'discard', 'discarded'],
  ['discarded', 'restore', 'draft'],
  ['submitted', 'send-back', 'draft'],
  ['submitted', 'take-back', 'draft'],
  ['submitted', 'schedule', 'scheduled'],
  ['submitted', 'send', 'preparing'],
  ['scheduled', 'take-back', 'draft'],
  ['scheduled', 'send', 'preparing'],
  ['scheduled', 'come-due', 'preparing'],
  ['preparing', 'prepare', 'sending'],
  ['preparing', 'find-nobody', 'draft'],
  ['preparing', 'pause', 'paused'],
  ['preparing', 'stop', 'stopped'],
  ['sending', 'pause', 'paused'],
  ['sending', 'stop', 'stopped'],
  ['sending', 'finish', 'sent'],
  ['paused', 'go-on', 'sending'],
  ['paused', 'go-on-preparing', 'preparing'],
  ['paused', 'stop', 'stopped'],
];

describe('the life of a mailing', () => {
  const pairs = MAILING_STATES.flatMap((state) => MAILING_EVENTS.map((event) => [state, event] as const));
  test.each(pairs)('%s, %s', (state, event) => {
    const step = STEPS.find(([from, what]) => from === state && what === event);
    expect(nextMailingState(state, event)).toBe(step?.[2] ?? null);
  });

  test('ends in states that nothing leaves', () => {
    for (const state of ['sent', 'stopped'] as const) {
      expect(MAILING_EVENTS.filter((event) => nextMailingState(state, event) !== null)).toEqual([]);
    }
  });
});
