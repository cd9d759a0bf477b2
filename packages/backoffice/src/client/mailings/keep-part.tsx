import { Button } from '@guichet/shared/ui/button';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { KeepDialog } from './keep-dialog.tsx';
import type { MailingDraft } from './use-mailing-draft.ts';

/** Keeps the text of a mailing ready for the next ones. */
export function KeepPart({ draft }: { draft: MailingDraft }) {
  const [keeping, setKeeping] = useState(false);
  if (!useMayDecide()) return null;
  return (
    <section aria-labelledby="modele-titre">
      <h3 id="modele-titre">Modèle</h3>
      <p className="muted">
        Gardez l’objet, le texte et les fichiers pour d’autres courriers.{' '}
        <Link to="/courriers/modeles">Les modèles</Link>
      </p>
      <Button
        type="button"
        kind="quiet"
        small
        onClick={() => void draft.flush().then((isSaved) => setKeeping(isSaved))}
      >
        Enregistrer comme modèle
      </Button>
      {keeping && <KeepDialog mailing={draft.mailing} onClose={() => setKeeping(false)} />}
    </section>
  );
}
