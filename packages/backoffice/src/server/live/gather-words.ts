import type { LiveWord } from './live-word.ts';

/** What is said within this time is said once. */
const TOGETHER_MS = 40;

/** Says each word once, however often it comes within a moment. */
export function gatherWords(say: (word: LiveWord) => void) {
  const waiting = new Map<string, LiveWord>();
  let timer: NodeJS.Timeout | undefined;
  return {
    add(word: LiveWord): void {
      waiting.set(JSON.stringify(word), word);
      timer ??= setTimeout(() => {
        timer = undefined;
        const words = [...waiting.values()];
        waiting.clear();
        for (const each of words) say(each);
      }, TOGETHER_MS);
    },
    stop: (): void => clearTimeout(timer),
  };
}
