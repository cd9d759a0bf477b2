import { type OwnAccountView, removeTotp } from '@guichet/shared/contracts/own-account';
import { Button } from '@guichet/shared/ui/button';
import { useState } from 'react';
import { call } from '../api.ts';
import { sayMoment } from '../text/moments.ts';
import { FactorDialog } from './factor-dialog.tsx';
import { TotpSetUp } from './totp-set-up.tsx';
import { useAccountAct } from './use-account-act.ts';

export function AppPart({ account }: { account: OwnAccountView }) {
  const { totpSince } = account;
  const [adding, setAdding] = useState(false);
  const remove = useAccountAct(
    () => call(removeTotp, {}),
    () => 'Application de codes retirée.',
  );
  return (
    <section className="account-part" aria-labelledby="application">
      <h2 id="application">Application de codes</h2>
      <p>{totpSince === null ? 'Aucune application n’est liée.' : `Liée ${sayMoment(totpSince)}.`}</p>
      <div className="account-acts">
        <Button type="button" kind="quiet" small onClick={() => setAdding(true)}>
          {totpSince === null ? 'Lier une application' : 'Remplacer l’application'}
        </Button>
        {totpSince !== null && (
          <Button type="button" kind="quiet" small disabled={remove.busy} onClick={() => remove.run()}>
            Retirer l’application
          </Button>
        )}
      </div>
      {remove.problem && (
        <p className="field-error" role="alert">
          {remove.problem}
        </p>
      )}
      {adding && (
        <FactorDialog title="Lier une application de codes" said="Application liée." onClose={() => setAdding(false)}>
          {(done) => <TotpSetUp onDone={done} />}
        </FactorDialog>
      )}
    </section>
  );
}
