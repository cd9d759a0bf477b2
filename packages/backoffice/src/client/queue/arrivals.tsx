import { Button } from '@guichet/shared/ui/button';
import ArrowUp from 'lucide-react/icons/arrow-up';
import { useQueue } from './use-queue.tsx';

/** What came meanwhile and would push the list: it appears when asked for, and the first of it gets the focus. */
export function Arrivals() {
  const { withheld, reveal } = useQueue();
  const show = () => {
    const first = reveal();
    // Once it is drawn.
    if (first) requestAnimationFrame(() => document.getElementById(`demande-${first.id}`)?.focus());
  };
  return (
    <div className="arrivals" role="status">
      {withheld.length > 0 && (
        <Button type="button" small icon={ArrowUp} onClick={show}>
          {withheld.length === 1 ? '1 nouvelle demande' : `${withheld.length} nouvelles demandes`}
        </Button>
      )}
    </div>
  );
}
