import { askPasskey, signInByPasskey } from '@guichet/shared/contracts/session';
import { Button } from '@guichet/shared/ui/button';
import { useMutation } from '@tanstack/react-query';
import KeyRound from 'lucide-react/icons/key-round';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { knowsPasskeys, showPasskey } from '@guichet/shared/ui/browser-passkey';

/** Signs in by a passkey: the device asks who is there, so it stands for the password and the second factor. */
export function PasskeyButton({ onEntered }: { onEntered: () => Promise<unknown> }) {
  const enter = useMutation({
    mutationFn: async () => {
      const { options } = await call(askPasskey, {});
      await call(signInByPasskey, { body: { response: await showPasskey(options) } });
      await onEntered();
    },
  });
  if (!knowsPasskeys()) return null;
  return (
    <>
      <Button type="button" kind="quiet" icon={KeyRound} disabled={enter.isPending} onClick={() => enter.mutate()}>
        {enter.isPending ? 'En attente de votre appareil…' : 'Utiliser une clé d’accès'}
      </Button>
      {enter.isError && (
        <p className="field-error" role="alert">
          {sentenceOf(enter.error)}
        </p>
      )}
    </>
  );
}
