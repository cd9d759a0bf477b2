import { type BulkRunView, stopBulk, undoBulk } from '@guichet/shared/contracts/bulk';
import { Button } from '@guichet/shared/ui/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { count } from './say-run.ts';
import { useMayDecide } from './use-selection.tsx';

/** What can still be done about a run: stop it, take its approvals back. */
export function RunActs({ run }: { run: BulkRunView }) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const params = { id: run.id };
  const after = (sentence: string) => {
    announce(sentence);
    for (const key of ['bulk', 'requests', 'request']) void queryClient.invalidateQueries({ queryKey: [key] });
  };
  const stop = useMutation({
    mutationFn: () => call(stopBulk, { params }),
    onSuccess: () => after('Lot arrêté.'),
    onError: () => void queryClient.invalidateQueries({ queryKey: ['bulk'] }),
  });
  const undo = useMutation({
    mutationFn: () => call(undoBulk, { params }),
    onSuccess: ({ undone }) => after(count(undone, 'approbation annulée.', 'approbations annulées.')),
    onError: () => void queryClient.invalidateQueries({ queryKey: ['bulk'] }),
  });
  const error = stop.error ?? undo.error;
  if (!useMayDecide()) return null;
  return (
    <>
      {run.finishedAt === null && (
        <Button type="button" kind="quiet" small disabled={stop.isPending} onClick={() => stop.mutate()}>
          Arrêter
        </Button>
      )}
      {run.undoable > 0 && (
        <Button type="button" kind="quiet" small disabled={undo.isPending} onClick={() => undo.mutate()}>
          Annuler {count(run.undoable, 'approbation', 'approbations')}
        </Button>
      )}
      {error && (
        <p className="field-error" role="alert">
          {sentenceOf(error)}
        </p>
      )}
    </>
  );
}
