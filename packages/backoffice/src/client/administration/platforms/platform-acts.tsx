import {
  disablePlatform,
  enablePlatform,
  type PlatformView,
  renewPlatformSecret,
} from '@guichet/shared/contracts/platforms';
import { Button } from '@guichet/shared/ui/button';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useAct } from '../../shell/use-act.ts';
import type { ShownSecret } from './secret-dialog.tsx';

type Props = {
  platform: PlatformView;
  onEdit: (platform: PlatformView) => void;
  onSecret: (shown: ShownSecret) => void;
};

/** What can be done with a platform: change it, make another secret, close it at once or open it again. */
export function PlatformActs({ platform, onEdit, onSecret }: Props) {
  const { id, version, name, clientId, disabled } = platform;
  const { act, busy, problem } = useAct('platforms');
  const [renewing, setRenewing] = useState(false);
  const on = { params: { id }, body: { version } };
  const close = () => act(`Plateforme désactivée : ${name}.`, () => call(disablePlatform, on));
  const open = () => act(`Plateforme réactivée : ${name}.`, () => call(enablePlatform, on));
  const renew = () =>
    act(
      `Nouveau secret : ${name}.`,
      () => call(renewPlatformSecret, on),
      ({ secret }) => {
        setRenewing(false);
        onSecret({ name, clientId, secret });
      },
    );
  const suffix = <span className="visually-hidden"> : {name}</span>;
  return (
    <div className="resource-acts">
      <Button type="button" kind="quiet" small disabled={busy} onClick={() => onEdit(platform)}>
        Modifier{suffix}
      </Button>
      {!platform.public && (
        <Button type="button" kind="plain" small disabled={busy} onClick={() => setRenewing(true)}>
          Nouveau secret{suffix}
        </Button>
      )}
      <Button type="button" kind="plain" small disabled={busy} onClick={() => void (disabled ? open() : close())}>
        {disabled ? 'Réactiver' : 'Désactiver'}
        {suffix}
      </Button>
      {problem && !renewing && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {renewing && (
        <Dialog title={`Nouveau secret pour ${name} ?`} onClose={() => setRenewing(false)}>
          <p>
            L’ancien ne sert plus dès cet instant : personne n’entre tant que la plateforme n’a pas reçu le nouveau.
          </p>
          {problem && (
            <p className="field-error" role="alert">
              {problem}
            </p>
          )}
          <div className="dialog-acts">
            <Button type="button" kind="danger" disabled={busy} onClick={() => void renew()}>
              Faire un nouveau secret
            </Button>
            <Button type="button" kind="plain" onClick={() => setRenewing(false)}>
              Garder l’ancien
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
