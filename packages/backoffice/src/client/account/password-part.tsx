import { changePassword, type OwnAccountView } from '@guichet/shared/contracts/own-account';
import { Button } from '@guichet/shared/ui/button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { accountQuery } from '../queries.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useAnnounce } from '../shell/announcer.tsx';
import { ChoosePasswordForm } from '../sign-in/choose-password-form.tsx';

export function PasswordPart({ account }: { account: OwnAccountView }) {
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const save = async (password: string) => {
    await call(changePassword, { body: { password } });
    setOpen(false);
    announce('Mot de passe changé. Vos autres sessions ont pris fin.');
    await queryClient.invalidateQueries(accountQuery);
  };
  return (
    <section className="account-part" aria-labelledby="mot-de-passe">
      <h2 id="mot-de-passe">Mot de passe</h2>
      <p>Le changer met fin à vos autres sessions.</p>
      <Button type="button" kind="quiet" small onClick={() => setOpen(true)}>
        Changer de mot de passe
      </Button>
      {open && (
        <Dialog title="Changer de mot de passe" onClose={() => setOpen(false)}>
          <ChoosePasswordForm of={account} button="Changer le mot de passe" save={save} />
        </Dialog>
      )}
    </section>
  );
}
