import { Icon } from '@guichet/shared/ui/icon';
import Radio from 'lucide-react/icons/radio';
import WifiOff from 'lucide-react/icons/wifi-off';
import { useEffect, useState } from 'react';
import { type LiveState, useLiveState } from './live-state.ts';

/** A line that comes back within this time was not worth a word. */
const PATIENCE_MS = 4_000;

const WORDS = {
  opening: { icon: Radio, short: 'Liaison…', long: '' },
  up: { icon: Radio, short: 'En direct', long: 'Les changements arrivent par eux-mêmes.' },
  down: {
    icon: WifiOff,
    short: 'Différé',
    long: 'La liaison directe est coupée : la page se met à jour toutes les 15 secondes.',
  },
} as const;

/** Whether what others do is seen at once, or at the next look: said calmly, since nothing is lost by it. */
export function LiveMark() {
  const state = useLiveState();
  const [shown, setShown] = useState<LiveState>('opening');
  useEffect(() => {
    if (state === 'up') return setShown('up');
    const timer = setTimeout(() => setShown('down'), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const { icon, short, long } = WORDS[shown];
  return (
    <p className={`live-mark live-mark-${shown}`} role="status">
      <Icon of={icon} />
      <span aria-hidden="true">{short}</span>
      <span className="visually-hidden">{long}</span>
    </p>
  );
}
