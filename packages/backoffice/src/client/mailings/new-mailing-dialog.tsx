import { createMailing } from '@guichet/shared/contracts/mailings';
import { Button } from '@guichet/shared/ui/button';
import { SelectField } from '@guichet/shared/ui/select-field';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.ts';
import { newId } from '../bulk/new-id.ts';
import { sentenceOf } from '../query-client.ts';
import { Dialog } from '../shell/dialog.tsx';
import { mailingsQuery, mailingTemplatesQuery } from './mailing-queries.ts';
import { titleOf } from './say-mailing.ts';

/** Begins a mailing: from nothing, or from one that was written before. */
export function NewMailingDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [id] = useState(newId);
  const [source, setSource] = useState('');
  const { data: gone } = useInfiniteQuery(mailingsQuery('gone'));
  const { data: open } = useInfiniteQuery(mailingsQuery('open'));
  const known = [...(gone?.pages ?? []), ...(open?.pages ?? [])].flatMap(({ mailings }) => mailings);
  const { data: kept } = useQuery(mailingTemplatesQuery);
  const [kind, from = ''] = source.split(':');
  const create = useMutation({
    mutationFn: () =>
      call(createMailing, {
        body: { id, ...(kind === 'copie' ? { copyOf: from } : kind === 'modele' ? { template: from } : {}) },
      }),
    onSuccess: async () => {
      void queryClient.invalidateQueries({ queryKey: ['mailings'] });
      await navigate({ to: '/courriers/$mailingId', params: { mailingId: id } });
    },
  });
  return (
    <Dialog title="Nouveau courrier" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <SelectField
          required
          id="depart"
          name="depart"
          label="Commencer par"
          hint="Un modèle reprend l’objet, le texte et les fichiers ; une copie, les destinataires choisis aussi."
          placeholder="Une page vide"
          value={source}
          options={[
            ...(kept?.templates ?? []).flatMap(({ id: key, name, archived }) =>
              archived ? [] : [{ value: `modele:${key}`, label: `Modèle : ${name}` }],
            ),
            ...known.map((mailing) => ({ value: `copie:${mailing.id}`, label: `Copie de : ${titleOf(mailing)}` })),
          ]}
          inputProps={{ onChange: (event) => setSource(event.target.value) }}
        />
        {create.error && (
          <p className="field-error" role="alert">
            {sentenceOf(create.error)}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={create.isPending}>Commencer</Button>
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien commencer
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
