import { type ImportDetail, orderInvitations } from '@guichet/shared/contracts/member-imports';
import { Button } from '@guichet/shared/ui/button';
import { call } from '../api.ts';
import { useImportAct } from './use-import-act.ts';

/** Who got an entry in the register and waits for the mail that opens an account. */
export function WaitingMails({ run }: { run: ImportDetail }) {
  const send = useImportAct(
    () => call(orderInvitations, { params: { id: run.id }, body: { on: null } }),
    'Les mails d’activation partent.',
  );
  const { waitingMails, waitingNames } = run;
  return (
    <section className="import-waiting" aria-labelledby="waiting-title">
      <h2 id="waiting-title">
        {waitingMails === 1
          ? 'Une personne attend son mail d’activation'
          : `${waitingMails} personnes attendent leur mail d’activation`}
      </h2>
      <details>
        <summary>Lesquelles ?</summary>
        <p>
          {waitingNames.join(', ')}
          {waitingMails > waitingNames.length ? '…' : '.'}
        </p>
      </details>
      <Button type="button" disabled={send.busy} onClick={() => void send.act()}>
        Envoyer maintenant
      </Button>
      {send.problem && (
        <p className="field-error" role="alert">
          {send.problem}
        </p>
      )}
    </section>
  );
}
