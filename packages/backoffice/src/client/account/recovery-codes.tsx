import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import Copy from 'lucide-react/icons/copy';
import Printer from 'lucide-react/icons/printer';
import { useState } from 'react';
import { useAnnounce } from '../shell/announcer.tsx';

type Props = { codes: readonly string[]; onKept: () => void; kept: string };

/** Ten codes for the day when the second factor is lost. They are shown this once. */
export function RecoveryCodes({ codes, onKept, kept }: Props) {
  const announce = useAnnounce();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      setCopied(true);
      announce('Codes copiés.');
    } catch {
      setCopied(false);
    }
  };
  return (
    <div className="recovery">
      <Notice kind="warn">
        <p>
          Gardez ces dix codes hors de cet ordinateur. Chacun remplace une fois votre second facteur, si vous le perdez.
          Ils ne seront plus jamais affichés.
        </p>
      </Notice>
      <div className="recovery-sheet">
        <p className="print-only">Guichet PO : codes de secours. Chacun sert une fois.</p>
        <ol className="recovery-codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </div>
      <div className="recovery-acts">
        <Button type="button" kind="quiet" small icon={Printer} onClick={() => window.print()}>
          Imprimer
        </Button>
        <Button type="button" kind="quiet" small icon={Copy} onClick={() => void copy()}>
          Copier
        </Button>
        <span className="muted small" role="status">
          {copied === true && 'Copié.'}
          {copied === false && 'Ce navigateur ne permet pas de copier : imprimez, ou recopiez.'}
        </span>
      </div>
      <Button type="button" onClick={onKept}>
        {kept}
      </Button>
    </div>
  );
}
