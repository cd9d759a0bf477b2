import {
  type OwnAccountView,
  type PasskeyView,
  removePasskey,
  renamePasskey,
} from '@guichet/shared/contracts/own-account';
import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';
import { useState } from 'react';
import { call } from '../api.ts';
import { Dialog } from '../shell/dialog.tsx';
import { knowsPasskeys } from '@guichet/shared/ui/browser-passkey';
import { sayMoment } from '../text/moments.ts';
import { FactorDialog } from './factor-dialog.tsx';
import { PasskeySetUp } from './passkey-set-up.tsx';
import { useAccountAct } from './use-account-act.ts';

export function PasskeyPart({ account }: { account: OwnAccountView }) {
  const [adding, setAdding] = useState(false);
  return (
    <section className="account-part" aria-labelledby="cles">
      <h2 id="cles">Clés d’accès</h2>
      {account.passkeys.length === 0 ? (
        <p>Aucune clé. Avec une clé, l’empreinte ou le code de votre appareil suffit pour entrer.</p>
      ) : (
        <ul className="tasks">
          {account.passkeys.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {knowsPasskeys() ? (
        <Button type="button" kind="quiet" small onClick={() => setAdding(true)}>
          Ajouter une clé
        </Button>
      ) : (
        <p className="muted small">Ce navigateur ne connaît pas les clés d’accès.</p>
      )}
      {adding && (
        <FactorDialog title="Ajouter une clé d’accès" said="Clé d’accès ajoutée." onClose={() => setAdding(false)}>
          {(done) => <PasskeySetUp onDone={done} />}
        </FactorDialog>
      )}
    </section>
  );
}

function PasskeyItem({ passkey }: { passkey: PasskeyView }) {
  const [naming, setNaming] = useState(false);
  const remove = useAccountAct(
    () => call(removePasskey, { params: { id: passkey.id } }),
    () => `Clé retirée : ${passkey.name}.`,
  );
  return (
    <li className="task">
      <div>
        <h3>{passkey.name}</h3>
        <p className="task-line muted small">
          <span>Ajoutée {sayMoment(passkey.createdAt)}</span>
          <span>
            {passkey.lastUsedAt === null ? 'Pas encore utilisée' : `Dernier usage ${sayMoment(passkey.lastUsedAt)}`}
          </span>
          <span>{passkey.backedUp ? 'Aussi sur vos autres appareils' : 'Sur un seul appareil'}</span>
        </p>
        {remove.problem && (
          <p className="field-error" role="alert">
            {remove.problem}
          </p>
        )}
      </div>
      <div className="task-acts">
        <Button type="button" kind="quiet" small onClick={() => setNaming(true)}>
          Renommer
          <span className="visually-hidden"> : {passkey.name}</span>
        </Button>
        <Button type="button" kind="quiet" small disabled={remove.busy} onClick={() => remove.run()}>
          Retirer
          <span className="visually-hidden"> : {passkey.name}</span>
        </Button>
      </div>
      {naming && <NameDialog passkey={passkey} onClose={() => setNaming(false)} />}
    </li>
  );
}

function NameDialog({ passkey, onClose }: { passkey: PasskeyView; onClose: () => void }) {
  const rename = useAccountAct(
    (name: string) => call(renamePasskey, { params: { id: passkey.id }, body: { name } }),
    () => 'Clé renommée.',
    onClose,
  );
  return (
    <Dialog title="Renommer la clé d’accès" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          rename.run(String(new FormData(event.currentTarget).get('name') ?? ''));
        }}
      >
        <TextField
          id="passkey-new-name"
          name="name"
          label="Nom de cette clé"
          required
          autoComplete="off"
          defaultValue={passkey.name}
          error={rename.problem}
        />
        <div className="dialog-acts">
          <Button disabled={rename.busy}>Enregistrer</Button>
        </div>
      </form>
    </Dialog>
  );
}
