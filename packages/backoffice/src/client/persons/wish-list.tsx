import type { PersonFile, WishView } from '@guichet/shared/contracts/persons';
import { Button } from '@guichet/shared/ui/button';
import { Tag } from '@guichet/shared/ui/tag';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../queries.ts';
import { sayMoment } from '../text/moments.ts';
import { WishDialog } from './wish-dialog.tsx';

/** Which kinds of mailings a person gets; deciders note here what they were told on the telephone. */
export function WishList({ file }: { file: PersonFile }) {
  const { data: session } = useQuery(sessionQuery);
  const [asked, setAsked] = useState<WishView | null>(null);
  const mayNote = session !== undefined && session.staff.role !== 'reader';
  return (
    <>
      <ul className="wishes">
        {file.wishes.map((wish) => (
          <li key={wish.kind}>
            <p>
              <span className="wish-label">{wish.label}</span> <Standing wish={wish} />
            </p>
            {wish.left && (
              <p className="small">
                Depuis {sayMoment(wish.left.at)}, {wish.left.how}.
              </p>
            )}
            {wish.kept && <p className="muted small">Son rôle le demande : cela ne se quitte pas.</p>}
            {mayNote && !wish.kept && (
              <Button type="button" kind="quiet" small onClick={() => setAsked(wish)}>
                {wish.left ? 'Envoyer de nouveau' : 'Ne plus envoyer'}
                <span className="visually-hidden"> : {wish.label}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked && <WishDialog personId={file.id} name={file.name} wish={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Standing({ wish: { kept, left } }: { wish: WishView }) {
  if (kept) return <Tag>toujours</Tag>;
  return left ? <Tag kind="warn">n’en veut plus</Tag> : <Tag kind="ok">reçoit</Tag>;
}
