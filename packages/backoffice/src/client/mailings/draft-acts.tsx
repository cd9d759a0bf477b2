import type { MailingLine } from '@guichet/shared/contracts/mailing-view';
import { createMailing, discardMailing } from '@guichet/shared/contracts/mailings';
import { Button } from '@guichet/shared/ui/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../api.ts';
import { newId } from '../bulk/new-id.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { titleOf } from './say-mailing.ts';

type Mailing = Pick<MailingLine, 'id' | 'subject' | 'state' | 'version'>;

type Props = {
  mailing: Mailing;
  /** Nothing written here is still on its way: what is copied or thrown away is what is on the screen. */
  isSaved?: boolean;
};

/** What may be done to any mailing: copy it, throw a draft away, take it back. */
export function DraftActs({ mailing, isSaved = true }: Props) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const { id, version, state } = mailing;
  const title = titleOf(mailing);
  const discard = useMutation({
    mutationFn: (discarded: boolean) => call(discardMailing, { params: { id }, body: { version, discarded } }),
    onSuccess: (_, discarded) => announce(discarded ? `Brouillon jeté : ${title}.` : `Brouillon repris : ${title}.`),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['mailings'] }),
        queryClient.invalidateQueries({ queryKey: ['mailing', id] }),
      ]),
  });
  const copy = useMutation({
    mutationFn: () => call(createMailing, { body: { id: newId(), copyOf: id } }),
    onSuccess: async (made) => {
      announce(`Copie commencée : ${title}.`);
      void queryClient.invalidateQueries({ queryKey: ['mailings'] });
      await navigate({ to: '/courriers/$mailingId', params: { mailingId: made.id } });
    },
  });
  const busy = !isSaved || discard.isPending || copy.isPending;
  const problem = discard.error ?? copy.error;
  const of = <span className="visually-hidden"> : {title}</span>;
  return (
    <>
      <p className="mailing-acts">
        <Button type="button" kind="quiet" small disabled={busy} onClick={() => copy.mutate()}>
          Copier{of}
        </Button>
        {state === 'draft' && (
          <Button type="button" kind="plain" small disabled={busy} onClick={() => discard.mutate(true)}>
            Jeter{of}
          </Button>
        )}
        {state === 'discarded' && (
          <Button type="button" kind="quiet" small disabled={busy} onClick={() => discard.mutate(false)}>
            Reprendre{of}
          </Button>
        )}
      </p>
      {problem && (
        <p className="field-error" role="alert">
          {sentenceOf(problem)}
        </p>
      )}
    </>
  );
}
