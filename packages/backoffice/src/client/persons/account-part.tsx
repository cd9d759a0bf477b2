import type { AccountOrderView, ActView, PersonFile } from '@guichet/shared/contracts/persons';
import { Button } from '@guichet/shared/ui/button';
import { Tag, type TagKind } from '@guichet/shared/ui/tag';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../queries.ts';
import { sayMoment } from '../text/moments.ts';
import { ActDialog } from './act-dialog.tsx';
import { PersonEdit } from './person-edit.tsx';

const LOOKS: Record<PersonFile['account']['state'], TagKind> = {
  none: 'plain',
  'waiting-address': 'warn',
  'to-send': 'plain',
  sent: 'plain',
  bounced: 'bad',
  opened: 'plain',
  expired: 'warn',
  activated: 'ok',
  closed: 'plain',
};

/** Where the account stands, what to do next, and what can be ordered for it: a button, then a confirmation. */
export function AccountPart({ file }: { file: PersonFile }) {
  const { account } = file;
  const { data: session } = useQuery(sessionQuery);
  const [asked, setAsked] = useState<ActView | null>(null);
  const mayAct = session !== undefined && session.staff.role !== 'reader';
  return (
    <section className="account" aria-label="Compte">
      <p>
        <Tag kind={LOOKS[account.state]}>{account.label}</Tag>{' '}
        {account.since && <span className="muted small">{sayMoment(account.since)}</span>}
      </p>
      <p>{account.next}</p>
      {(account.signIn || account.pending) && (
        <dl className="facts">
          {account.signIn && <Line label="Se connecte avec" value={account.signIn} />}
          {account.pending && <Line label="À confirmer" value={account.pending} />}
        </dl>
      )}
      {mayAct && <Acts file={file} onAsk={setAsked} />}
      {account.steps.length > 0 && (
        <ul className="account-steps small">
          {account.steps.map(({ label, at }) => (
            <li key={label}>
              {label} : {sayMoment(at)}
            </li>
          ))}
        </ul>
      )}
      <Orders orders={account.orders} />
      {asked && <ActDialog personId={file.id} name={file.name} act={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What can be done are buttons; why the rest cannot is told, on demand. */
function Acts({ file, onAsk }: { file: PersonFile; onAsk: (act: ActView) => void }) {
  const { acts } = file.account;
  const possible = acts.filter(({ to }) => to !== null);
  const others = acts.filter(({ to }) => to === null);
  return (
    <>
      <div className="account-acts">
        {possible.map((act) => (
          <Button key={act.act} type="button" kind="quiet" small onClick={() => onAsk(act)}>
            {act.label}
          </Button>
        ))}
        {!file.deceased && <PersonEdit file={file} only="email" label="Changer l’adresse mail" />}
      </div>
      {others.length > 0 && (
        <details className="file-past" open={possible.length === 0}>
          <summary className="small">
            {possible.length === 0 ? 'Pourquoi rien ne peut être envoyé' : 'Ce qui n’est pas possible, et pourquoi'}
          </summary>
          <dl className="facts small">
            {others.map(({ act, label, why }) => (
              <Line key={act} label={label} value={why ?? ''} />
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

const ENDS: Record<AccountOrderView['state'], string> = {
  ordered: 'en cours',
  done: 'fait',
  refused: 'pas fait',
};

/** Who of the secretariat did what for this account. */
function Orders({ orders }: { orders: readonly AccountOrderView[] }) {
  if (orders.length === 0) return null;
  return (
    <>
      <h3>Ce que le secrétariat a fait</h3>
      <ul className="account-orders small" aria-live="polite">
        {orders.map(({ id, label, address, reason, by, at, state, outcome }) => (
          <li key={id}>
            <span>
              {label}, {address} : {ENDS[state]}
            </span>
            <span className="muted">
              {by}, {sayMoment(at)}
              {reason && ` : « ${reason} »`}
            </span>
            {outcome && <span>{outcome}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
