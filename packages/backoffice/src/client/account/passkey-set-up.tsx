import { addPasskey, beginPasskey } from '@guichet/shared/contracts/own-account';
import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { makePasskey } from '@guichet/shared/ui/browser-passkey';

/** Makes a passkey on a device, under a name by which it is found again. */
export function PasskeySetUp({ onDone }: { onDone: (recoveryCodes: readonly string[] | null) => void }) {
  const [empty, setEmpty] = useState(false);
  const add = useMutation({
    mutationFn: async (name: string) => {
      const { options } = await call(beginPasskey, {});
      return call(addPasskey, { body: { name, response: await makePasskey(options) } });
    },
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
    onError: () => document.getElementById('passkey-name')?.focus(),
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
        setEmpty(name === '');
        if (name === '') document.getElementById('passkey-name')?.focus();
        else add.mutate(name);
      }}
    >
      <TextField
        id="passkey-name"
        name="name"
        label="Nom de cette clé"
        hint="Pour la reconnaître plus tard : « Ordinateur du bureau », « Mon téléphone »."
        required
        autoComplete="off"
        error={
          empty
            ? 'Donnez un nom à cette clé, par exemple « Ordinateur du bureau ».'
            : add.isError
              ? sentenceOf(add.error)
              : undefined
        }
      />
      <Button disabled={add.isPending}>{add.isPending ? 'En attente de votre appareil…' : 'Créer la clé'}</Button>
    </form>
  );
}
