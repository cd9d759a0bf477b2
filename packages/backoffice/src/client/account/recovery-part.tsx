import { type OwnAccountView, renewRecoveryCodes } from '@guichet/shared/contracts/own-account';
import { Button } from '@guichet/shared/ui/button';
import { useState } from 'react';
import { call } from '../api.ts';
import { Dialog } from '../shell/dialog.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useAccountAct } from './use-account-act.ts';

export function RecoveryPart({ account }: { account: OwnAccountView }) {
  const { recoveryCodesLeft: left, totpSince, passkeys } = account;
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const renew = useAccountAct(
    () => call(renewRecoveryCodes, {}),
    () => 'Dix nouveaux codes de secours. Les anciens ne servent plus.',
    ({ recoveryCodes }) => setCodes(recoveryCodes),
  );
  const hasFactor = totpSince !== null || passkeys.length > 0;
  return (
    <section className="account-part" aria-labelledby="secours">
      <h2 id="secours">Codes de secours</h2>
      <p>
        {hasFactor ? sayLeft(left) : 'Ils viennent avec votre premier second facteur : une clé ou une application.'}
      </p>
      {hasFactor && (
        <Button type="button" kind="quiet" small disabled={renew.busy} onClick={() => renew.run()}>
          Créer dix nouveaux codes
        </Button>
      )}
      {renew.problem && (
        <p className="field-error" role="alert">
          {renew.problem}
        </p>
      )}
      {codes && (
        <Dialog title="Vos codes de secours" onClose={() => setCodes(null)}>
          <RecoveryCodes codes={codes} onKept={() => setCodes(null)} kept="C’est gardé" />
        </Dialog>
      )}
    </section>
  );
}

function sayLeft(left: number): string {
  if (left === 0) return 'Il ne vous reste aucun code : créez-en de nouveaux.';
  return left === 1 ? 'Il vous reste un code.' : `Il vous reste ${left} codes.`;
}
