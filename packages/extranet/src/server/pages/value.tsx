import type { Origin } from '../../reads/origins.ts';
import { OriginNote } from './origin-note.tsx';

/** A recorded value with what changed it last, or the words that there is none. */
export function Value({ text, changed }: { text: string | null; changed?: Origin | undefined }) {
  return (
    <>
      {text === null || text === '' ? <span className="muted">Pas encore connu</span> : text}
      <OriginNote verb="Modifié" origin={changed} />
    </>
  );
}
