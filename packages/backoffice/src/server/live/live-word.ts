import * as z from 'zod/mini';

const region = z.nullable(z.string());

/** What the triggers of migration 0022 say. */
const liveWord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('request'), region, id: z.string(), po: z.nullable(z.string()) }),
  z.object({ kind: z.literal('requests'), region }),
  z.object({ kind: z.literal('task'), region }),
  z.object({ kind: z.literal('presence'), region }),
  z.object({ kind: z.literal('mailing'), region, id: z.string() }),
  z.object({ kind: z.literal('notice'), staff: z.string(), id: z.string() }),
  z.object({ kind: z.literal('session'), staff: z.string() }),
]);
export type LiveWord = z.output<typeof liveWord>;

/** Null for what a newer release says to newer processes. */
export function readLiveWord(text: string): LiveWord | null {
  try {
    return liveWord.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
