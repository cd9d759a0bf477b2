import { beginTotp, confirmTotp } from '@guichet/shared/contracts/own-account';
import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { QrCode } from '@guichet/shared/ui/qr-code';

/** Sets an authenticator app up: scan, or copy the secret, then prove it by a first code. */
export function TotpSetUp({ onDone }: { onDone: (recoveryCodes: readonly string[] | null) => void }) {
  const begin = useMutation({ mutationFn: () => call(beginTotp, {}) });
  const confirm = useMutation({
    mutationFn: (code: string) => call(confirmTotp, { body: { code } }),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
    onError: () => document.getElementById('first-code')?.focus(),
  });
  const [empty, setEmpty] = useState(false);
  const { mutate } = begin;
  useEffect(() => mutate(), [mutate]);
  if (begin.isError) {
    return (
      <p className="field-error" role="alert">
        {sentenceOf(begin.error)}
      </p>
    );
  }
  if (!begin.data) return <p role="status">Préparation…</p>;
  const { secret, uri } = begin.data;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const code = String(new FormData(event.currentTarget).get('code') ?? '').trim();
        setEmpty(code === '');
        if (code === '') document.getElementById('first-code')?.focus();
        else confirm.mutate(code);
      }}
    >
      <ol className="steps">
        <li>Ouvrez une application de codes sur votre téléphone, et choisissez d’y ajouter un compte.</li>
        <li>
          Photographiez ce carré :
          <QrCode text={uri} label="Carré à photographier avec l’application de codes" />
          ou recopiez cette clé : <code className="secret">{secret.replaceAll(/.{4}(?=.)/g, '$& ')}</code>
        </li>
        <li>Écrivez ici les six chiffres que l’application montre.</li>
      </ol>
      <TextField
        id="first-code"
        name="code"
        label="Premier code"
        required
        verbatim
        width="short"
        inputMode="numeric"
        autoComplete="one-time-code"
        error={
          empty
            ? 'Indiquez les six chiffres de votre application.'
            : confirm.isError
              ? sentenceOf(confirm.error)
              : undefined
        }
      />
      <Button disabled={confirm.isPending}>Confirmer</Button>
    </form>
  );
}
