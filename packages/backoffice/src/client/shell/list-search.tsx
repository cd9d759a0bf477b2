import { Icon } from '@guichet/shared/ui/icon';
import Search from 'lucide-react/icons/search';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { KeyCaps } from './action-button.tsx';
import { ariaKeys } from './action-catalogue.ts';

/** So long nobody types before a list is asked for anew. */
const PAUSE = 250;

type Props = {
  label: string;
  placeholder: string;
  /** The words that the list is narrowed to, as the address says them. */
  asked: string;
  onAsk: (words: string | undefined) => void;
  inputRef: RefObject<HTMLInputElement | null>;
};

/** The words of a list: asked for after a pause, emptied by Escape, and put in step when a link says others. */
export function ListSearch({ label, placeholder, asked, onAsk, inputRef }: Props) {
  const [typed, setTyped] = useState(asked);
  const sent = useRef(asked);
  useEffect(() => {
    // Taken away, or put there, by a link. What was asked for here comes back while one types on: that changes nothing.
    if (asked === sent.current) return;
    sent.current = asked;
    setTyped(asked);
  }, [asked]);
  useEffect(() => {
    const words = typed.trim();
    if (words === asked || words === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = words;
      onAsk(words === '' ? undefined : words);
    }, PAUSE);
    return () => clearTimeout(timer);
  });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (typed === '') event.currentTarget.blur();
    else setTyped('');
  };
  return (
    <div className="search-box">
      <Icon of={Search} />
      <input
        ref={inputRef}
        type="search"
        className="input input-compact"
        aria-label={label}
        aria-keyshortcuts={ariaKeys('search')}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <KeyCaps of="search" />
    </div>
  );
}
