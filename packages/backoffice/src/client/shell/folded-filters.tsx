import { Button } from '@guichet/shared/ui/button';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import { type ReactNode, useId, useState } from 'react';

type Props = {
  /** How many of them narrow the list. */
  count: number;
  children: ReactNode;
};

/** Filters that stand beside each other where there is room; on a telephone behind one button, which says how many narrow. */
export function FoldedFilters({ count, children }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type="button"
        kind="quiet"
        small
        icon={SlidersHorizontal}
        className="fold-button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        Filtres{count > 0 && ` (${count})`}
      </Button>
      <div id={id} className={open ? 'folded folded-open' : 'folded'}>
        {children}
      </div>
    </>
  );
}

/** How many of these narrow a list. */
export function countFilters(values: readonly unknown[]): number {
  return values.filter((value) => value !== undefined).length;
}
