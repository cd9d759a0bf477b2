import { type BulkPreview, type BulkSelection, orderBulk, previewBulk } from '@guichet/shared/contracts/bulk';
import { BULK_LIMIT, type BulkKind } from '@guichet/shared/domain/bulk';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { TextArea } from '@guichet/shared/ui/text-area';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { useDraft } from '../shell/use-draft.ts';
import { AssigneeField, NOBODY } from './assignee-field.tsx';
import { newId } from './new-id.ts';
import { count, titleOf } from './say-run.ts';

type Props = {
  kind: BulkKind;
  selection: BulkSelection;
  /** Of a run that is taken up again. */
  reason?: string;
  onClose: () => void;
  onOrdered: (id: string) => void;
};

/** What the order would do, before it is given: how many, which are left and why. */
export function BulkDialog(props: Props) {
  const { kind, selection, onClose } = props;
  // Kept by the dialog: an order whose answer is lost is sent again as the same run.
  const [id] = useState(newId);
  const { data, error, refetch } = useQuery({
    queryKey: ['bulk-preview', id],
    queryFn: ({ signal }) => call(previewBulk, { body: { kind, selection } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const able = data?.able.reduce((sum, group) => sum + group.count, 0) ?? 0;
  return (
    <Dialog
      title={data ? titleOf(kind, able) : `${titleOf(kind, 2).split(' ')[0]} plusieurs demandes`}
      onClose={onClose}
      keepsText
    >
      {data ? (
        <OrderForm {...props} id={id} preview={data} able={able} />
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingPage />
      )}
    </Dialog>
  );
}

type FormProps = Props & { id: string; preview: BulkPreview; able: number };

function OrderForm({ kind, id, preview, able, onClose, ...props }: FormProps) {
  const [draft, write, forget] = useDraft('guichet:lot:refus');
  const [typed, setTyped] = useState(false);
  const reason = draft === '' && !typed ? (props.reason ?? '') : draft;
  const [assignee, setAssignee] = useState('');
  const [empty, setEmpty] = useState(false);
  const order = useOrder(id, preview);
  const send = async () => {
    const isMissing = (kind === 'reject' && reason.trim() === '') || (kind === 'assign' && assignee === '');
    setEmpty(isMissing);
    if (isMissing) return;
    const done = await order.send(
      kind === 'approve'
        ? { kind }
        : kind === 'reject'
          ? { kind, reason }
          : { kind, assigneeId: assignee === NOBODY ? null : assignee },
    );
    if (!done) return;
    forget();
    onClose();
    props.onOrdered(id);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Summary kind={kind} preview={preview} able={able} />
      {kind === 'reject' && able > 0 && (
        <TextArea
          id="words"
          name="words"
          label="Raison du refus"
          hint="Chaque auteur lira cette raison."
          required
          rows={5}
          maxLength={4000}
          error={empty && reason.trim() === '' ? 'Indiquez la raison du refus : chaque auteur la lira.' : undefined}
          value={reason}
          inputProps={{
            onChange: (event) => {
              setTyped(true);
              write(event.target.value);
            },
          }}
        />
      )}
      {kind === 'assign' && able > 0 && (
        <AssigneeField value={assignee} onChange={setAssignee} isMissing={empty && assignee === ''} />
      )}
      {order.problem && (
        <p className="field-error" role="alert">
          {order.problem}
        </p>
      )}
      <div className="dialog-acts">
        {able > 0 && (
          <Button kind={kind === 'reject' ? 'danger' : 'main'} disabled={order.busy}>
            {titleOf(kind, able)}
          </Button>
        )}
        <Button type="button" kind="plain" onClick={onClose}>
          {able > 0 ? 'Ne rien faire' : 'Revenir à la liste'}
        </Button>
      </div>
    </form>
  );
}

const WILL: Record<BulkKind, [one: string, many: string]> = {
  approve: ['sera approuvée', 'seront approuvées'],
  reject: ['sera refusée', 'seront refusées'],
  assign: ['sera attribuée', 'seront attribuées'],
};

function Summary({ kind, preview, able }: Pick<FormProps, 'kind' | 'preview' | 'able'>) {
  const left = preview.items.length - able;
  return (
    <div className="bulk-summary">
      {preview.more && (
        <Notice>
          <p>
            Cette liste compte plus de {BULK_LIMIT} demandes : ce lot prend les {BULK_LIMIT} premières. Recommencez
            ensuite pour les autres.
          </p>
        </Notice>
      )}
      <h3>{able === 0 ? `Aucune ne ${WILL[kind][0]}` : count(able, ...WILL[kind])}</h3>
      {able > 0 && (
        <ul>
          {preview.able.map(({ label, count: n }) => (
            <li key={label}>
              {n} × {label}
            </li>
          ))}
        </ul>
      )}
      {left > 0 && (
        <>
          <h3>{count(left, 'sera laissée telle quelle', 'seront laissées telles quelles')}</h3>
          <ul>
            {preview.left.map(({ reason, count: n, references }) => (
              <li key={reason}>
                {n} × {reason}{' '}
                <span className="muted small">
                  ({references.join(', ')}
                  {n > references.length ? '…' : ''})
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {kind === 'approve' && able > 0 && (
        <p className="muted small">
          Chaque demande est revue à son tour : si un avertissement apparaît entre-temps, elle est laissée.
        </p>
      )}
    </div>
  );
}

type Order = Parameters<typeof call<typeof orderBulk>>[1]['body']['order'];

function useOrder(id: string, preview: BulkPreview) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: (order: Order) => call(orderBulk, { body: { id, order, items: preview.items } }),
  });
  return {
    busy: isPending,
    problem: error ? sentenceOf(error) : '',
    send: async (order: Order): Promise<boolean> => {
      if (isPending) return false;
      try {
        await mutateAsync(order);
      } catch {
        return false;
      }
      announce(`Lot lancé : ${count(preview.items.length, 'demande', 'demandes')}.`);
      void queryClient.invalidateQueries({ queryKey: ['bulk'] });
      return true;
    },
  };
}
