import { randomBytes } from 'node:crypto';
import type { LiveWord } from './live-word.ts';

/** What a stream that was away may still be told one by one. */
const REMEMBERED = 1_000;

export type Said = { mark: string; word: LiveWord };

/** The last words, numbered. A mark is good for one unbroken stretch of listening: the next one has another name. */
export function rememberWords() {
  let stretch = newName();
  let count = 0;
  let kept: { number: number; word: LiveWord }[] = [];
  const markOf = (number: number): string => `${stretch}.${number}`;
  return {
    /** The mark of the last word. */
    mark: () => markOf(count),
    remember(word: LiveWord): string {
      count += 1;
      kept.push({ number: count, word });
      if (kept.length > REMEMBERED) kept = kept.slice(-REMEMBERED / 2);
      return markOf(count);
    },
    /** What was said after that mark; null when nobody knows. */
    since(mark: string | null): Said[] | null {
      const [name, number] = mark?.split('.') ?? [];
      const heard = Number(number);
      const known = name === stretch && Number.isSafeInteger(heard) && heard <= count && heard >= count - kept.length;
      if (!known) return null;
      return kept.filter((each) => each.number > heard).map((each) => ({ mark: markOf(each.number), word: each.word }));
    },
    /** From here on nobody knows what was said before. */
    forget() {
      stretch = newName();
      kept = [];
      count = 0;
    },
  };
}

function newName(): string {
  return randomBytes(6).toString('base64url');
}
