import type { Writing } from '../apply-effects.ts';
import type { EffectKind, EffectOf } from '../effect.ts';
import { accountWrites } from './account-writes.ts';
import { mandateWrites } from './mandate-writes.ts';
import { mergeWrites } from './merge-writes.ts';
import { personWrites } from './person-writes.ts';
import { poWrites } from './po-writes.ts';

export type Writes<K extends EffectKind> = {
  [Kind in K]: (writing: Writing, effect: EffectOf<Kind>) => void;
};

/**
 * The SQL step of every effect: it sends statements and waits for none. The union is closed, so a new effect without a
 * step does not compile.
 */
export const WRITES: Writes<EffectKind> = {
  ...personWrites,
  ...mandateWrites,
  ...poWrites,
  ...accountWrites,
  ...mergeWrites,
};
