import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const Announce = createContext<(sentence: string) => void>(() => {});

/** Says a sentence to screen readers, wherever the focus is. */
export function useAnnounce(): (sentence: string) => void {
  return useContext(Announce);
}

export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', turn: 0 });
  const announce = useCallback((sentence: string) => setSaid(({ turn }) => ({ sentence, turn: turn + 1 })), []);
  return (
    <Announce value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite" aria-label="Annonces">
        {/* A new element each time, so that the same sentence is said again. */}
        <span key={said.turn}>{said.sentence}</span>
      </div>
    </Announce>
  );
}
