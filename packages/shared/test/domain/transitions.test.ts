import { describe, expect, test } from '@jest/globals';
import {
  isOpen,
  isRequestState,
  nextState,
  OPEN_STATES,
  REQUEST_EVENTS,
  REQUEST_STATES,
  type RequestEvent,
  type RequestState,
  STATE_LABELS,
} from '../../src/domain/transitions.ts';

/** Every transition that there is, written out by hand; every other pair must be refused. */
const ALLOWED: [RequestState, RequestEvent, RequestState][] = [
  ['submitted', 'approve', 'approved'],
  ['submitted', 'reject', 'rejected'],
  ['submitted', 'ask-correction', 'correction_requested'],
  ['submitted', 'merge', 'merged'],
  ['merged', 'unmerge', 'submitted'],
  ['submitted', 'withdraw', 'withdrawn'],
  ['submitted', 'close-by-hand', 'applied'],
  ['correction_requested', 'answer-correction', 'submitted'],
  ['correction_requested', 'cancel-correction', 'submitted'],
  ['correction_requested', 'withdraw', 'withdrawn'],
  ['correction_requested', 'lapse', 'lapsed'],
  ['approved', 'undo', 'submitted'],
  ['approved', 'apply', 'applied'],
  ['approved', 'fail', 'failed'],
  ['failed', 'retry', 'approved'],
  ['failed', 'return-to-staff', 'submitted'],
  ['failed', 'withdraw', 'withdrawn'],
];

const PAIRS = REQUEST_STATES.flatMap((state) => REQUEST_EVENTS.map((event) => [state, event] as const));

describe('the table of transitions', () => {
  test.each(PAIRS)('from %s, %s leads where the design says', (state, event) => {
    const expected = ALLOWED.find(([from, on]) => from === state && on === event)?.[2] ?? null;
    expect(nextState(state, event)).toBe(expected);
  });

  test('lets nothing happen to a request that is over but taking a merge back, and something to every other', () => {
    for (const state of REQUEST_STATES) {
      const possible = REQUEST_EVENTS.filter((event) => event !== 'unmerge' && nextState(state, event) !== null);
      expect(isOpen(state)).toBe(possible.length > 0);
    }
    expect(OPEN_STATES).toEqual(['submitted', 'correction_requested', 'approved', 'failed']);
  });

  test('reaches every state from the first one', () => {
    const reached = new Set<RequestState>(['submitted']);
    for (const state of reached) {
      for (const event of REQUEST_EVENTS) {
        const next = nextState(state, event);
        if (next) reached.add(next);
      }
    }
    expect([...reached].sort()).toEqual([...REQUEST_STATES].sort());
  });

  test('names every state in French, each in its own words', () => {
    expect(STATE_LABELS.correction_requested).toBe('en attente de l’auteur');
    expect(new Set(Object.values(STATE_LABELS)).size).toBe(REQUEST_STATES.length);
  });

  test('knows its own states only', () => {
    expect(isRequestState('approved')).toBe(true);
    expect(isRequestState('toString')).toBe(false);
    expect(isRequestState(null)).toBe(false);
  });
});
