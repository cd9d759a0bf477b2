import { type ActView, orderAccountAct } from '@guichet/shared/contracts/persons';
import { ACCOUNT_ACT_REASONS } from '@guichet/shared/domain/account-acts';
import { Button } from '@guichet/shared/ui/button';
import { TextArea } from '@guichet/shared/ui/text-area';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { personQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { Dialog } from '../shell/dialog.tsx';

type Props = { personId: string; name: string; act: ActView; onClose: () => void };

/** The second click: says exactly what will happen and to which address. Some acts ask for a reason. */
export function ActDialog({ personId, name, act: { act, label, to, says }, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const asked = ACCOUNT_ACT_REASONS[act];
  const order = useMutation({
    mutationFn: () => call(orderAccountAct, { params: { id: personId }, body: { act, to: to ?? '', reason } }),
    onSuccess: async () => {
      announce(`${label} : demandé.`);
      await queryClient.invalidateQueries(personQuery(personId));
      onClose();
    },
    // What was shown may be what changed.
    onError: () => void queryClient.invalidateQueries(personQuery(personId)),
  });
  const problem = order.error ? sentenceOf(order.error) : '';
  return (
    <Dialog title={label} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const lacks = asked !== undefined && reason.trim() === '';
          setMissing(lacks);
          if (!lacks) order.mutate();
        }}
      >
        <dl className="facts">
          <div>
            <dt>Personne</dt>
            <dd>{name}</dd>
          </div>
          <div>
            <dt>Adresse</dt>
            <dd>{to}</dd>
          </div>
        </dl>
        <p>{says}</p>
        {asked && (
          <TextArea
            id="raison"
            name="raison"
            label={asked.label}
            hint={asked.hint}
            required
            rows={3}
            maxLength={4000}
            error={missing ? asked.missing : undefined}
            value={reason}
            inputProps={{ onChange: (event) => setReason(event.target.value) }}
          />
        )}
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={order.isPending}>{label}</Button>
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien faire
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
