import { de } from '@guichet/shared/domain/elision';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import Copy from 'lucide-react/icons/copy';
import { useState } from 'react';
import { useAnnounce } from '../../shell/announcer.tsx';
import { Dialog } from '../../shell/dialog.tsx';

export type ShownSecret = { name: string; clientId: string; secret: string };

/** The secret of a platform, this once: nobody can look it up again. */
export function SecretDialog({ shown, onClose }: { shown: ShownSecret; onClose: () => void }) {
  const announce = useAnnounce();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(shown.secret);
      setCopied(true);
      announce('Secret copié.');
    } catch {
      setCopied(false);
    }
  };
  return (
    <Dialog title={`Secret ${de(shown.name)}`} onClose={onClose}>
      <Notice kind="warn">
        <p>
          Il ne sera plus jamais affiché. Donnez-le à ceux qui tiennent la plateforme par un moyen sûr, pas par mail.
        </p>
      </Notice>
      <p>
        Identifiant : <code>{shown.clientId}</code>
      </p>
      <p>
        Secret : <code>{shown.secret}</code>
      </p>
      <div className="dialog-acts">
        <Button type="button" onClick={onClose}>
          Je l’ai noté
        </Button>
        <Button type="button" kind="quiet" icon={Copy} onClick={() => void copy()}>
          Copier le secret
        </Button>
        <span className="muted small" role="status">
          {copied === true && 'Copié.'}
          {copied === false && 'Ce navigateur ne permet pas de copier : recopiez-le.'}
        </span>
      </div>
    </Dialog>
  );
}
