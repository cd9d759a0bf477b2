import { noteMailingWish, type WishView } from '@guichet/shared/contracts/persons';
import { Button } from '@guichet/shared/ui/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.ts';
import { personQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { Dialog } from '../shell/dialog.tsx';

type Props = { personId: string; name: string; wish: WishView; onClose: () => void };

/** The second click: says what stops, or comes again, and what does not change. */
export function WishDialog({ personId, name, wish: { kind, label, explanation, left }, onClose }: Props) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const wanted = left !== null;
  const act = wanted ? 'Envoyer de nouveau' : 'Ne plus envoyer';
  const note = useMutation({
    mutationFn: () => call(noteMailingWish, { params: { id: personId }, body: { kind, wanted } }),
    onSuccess: async () => {
      announce(`${label} : noté.`);
      await queryClient.invalidateQueries(personQuery(personId));
      onClose();
    },
  });
  return (
    <Dialog title={`${act} : ${label}`} onClose={onClose}>
      <dl className="facts">
        <div>
          <dt>Personne</dt>
          <dd>{name}</dd>
        </div>
        <div>
          <dt>Ces courriers</dt>
          <dd>{explanation}</dd>
        </div>
      </dl>
      <p>
        {wanted
          ? 'Les prochains courriers de ce genre lui seront de nouveau envoyés. À ne faire qu’à sa demande.'
          : 'Plus aucun courrier de ce genre ne lui sera envoyé, pas même ceux d’un envoi en cours qui ne sont pas encore partis. Ce que ses rôles imposent continue d’arriver, et tout reste lisible dans l’extranet.'}
      </p>
      <p className="muted">Votre nom et la date sont notés, et la personne voit ce choix dans l’extranet.</p>
      {note.error && (
        <p className="field-error" role="alert">
          {sentenceOf(note.error)}
        </p>
      )}
      <div className="dialog-acts">
        <Button type="button" disabled={note.isPending} onClick={() => note.mutate()}>
          {act}
        </Button>
        <Button type="button" kind="plain" onClick={onClose}>
          Ne rien faire
        </Button>
      </div>
    </Dialog>
  );
}
