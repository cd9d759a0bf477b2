import type { PoFile } from '@guichet/shared/contracts/pos';
import { formatLongDate } from '@guichet/shared/domain/dates';
import { Button } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import Printer from 'lucide-react/icons/printer';
import { useEffect } from 'react';

/** Prints the file with everything unfolded, also when the browser's own menu is used, and folds it again afterwards. */
export function PrintFile() {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = [];
    const unfold = () => {
      opened = [...document.querySelectorAll<HTMLDetailsElement>('.po-file details:not([open])')];
      for (const part of opened) part.open = true;
    };
    const fold = () => {
      for (const part of opened) part.open = false;
    };
    window.addEventListener('beforeprint', unfold);
    window.addEventListener('afterprint', fold);
    return () => {
      window.removeEventListener('beforeprint', unfold);
      window.removeEventListener('afterprint', fold);
    };
  }, []);
  return (
    <Button type="button" kind="quiet" small onClick={() => window.print()}>
      <Icon of={Printer} />
      Imprimer
    </Button>
  );
}

/** On paper alone: of which day the file is, since paper does not change. */
export function PrintHead({ file: { day, today } }: { file: PoFile }) {
  return (
    <p className="print-head">
      Guichet PO · dossier au {formatLongDate(day)}
      {day !== today && `, imprimé le ${formatLongDate(today)}`}
    </p>
  );
}
