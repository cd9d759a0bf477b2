import type { MailingChanges } from '@guichet/shared/contracts/mailing-view';
import { createMailing, saveMailing } from '@guichet/shared/contracts/mailings';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../api.ts';
import { newId } from '../bulk/new-id.ts';
import { sentenceOf } from '../query-client.ts';

/** Opens a draft with something in it already, and goes there. */
export function useBeginMailing() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: async (changes: MailingChanges) => {
      const { id } = await call(createMailing, { body: { id: newId() } });
      await call(saveMailing, { params: { id }, body: { version: 1, changes } });
      return id;
    },
    onSuccess: async (mailingId) => {
      void queryClient.invalidateQueries({ queryKey: ['mailings'] });
      await navigate({ to: '/courriers/$mailingId', params: { mailingId }, search: { etape: 'destinataires' } });
    },
  });
  return {
    mutate: begin.mutate,
    isPending: begin.isPending,
    problem: begin.error ? sentenceOf(begin.error) : '',
  };
}
