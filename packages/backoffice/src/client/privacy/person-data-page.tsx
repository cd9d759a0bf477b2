import { exportPersonData, type PersonData } from '@guichet/shared/contracts/privacy';
import { Button } from '@guichet/shared/ui/button';
import { Choice } from '@guichet/shared/ui/choice';
import { Icon } from '@guichet/shared/ui/icon';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import { useEffect, useState } from 'react';
import { call } from '../api.ts';
import { sessionQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { DataDocument } from './data-document.tsx';
import { ErasurePart } from './erasure-part.tsx';

/** What a person may ask by law: to see all that is kept of them, and to be forgotten. */
export function PersonDataPage() {
  const { personId } = useParams({ from: '/bureau/personnes/$personId/donnees' });
  const { data: session } = useQuery(sessionQuery);
  const [made, setMade] = useState<PersonData | null>(null);
  const role = session?.staff.role;
  useEffect(() => {
    document.title = 'Données d’une personne · Guichet PO';
  }, []);
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <p className="reading-back reading-back-always">
        <Link to="/personnes/$personId" params={{ personId }}>
          <Icon of={ChevronLeft} />
          Sa fiche
        </Link>
      </p>
      <h1>Données d’une personne</h1>
      {role === 'reader' && <p>Votre accès permet de lire les dossiers, pas de remettre les données d’une personne.</p>}
      {role && role !== 'reader' && <OrderPart personId={personId} onMade={setMade} />}
      {made && <DataDocument data={made} />}
      {role === 'administrator' && <ErasurePart personId={personId} />}
    </main>
  );
}

function OrderPart({ personId, onMade }: { personId: string; onMade: (data: PersonData) => void }) {
  const [checked, setChecked] = useState(false);
  const announce = useAnnounce();
  const make = useMutation({
    mutationFn: () => call(exportPersonData, { params: { id: personId }, body: { identityChecked: true } }),
    onSuccess: (data) => {
      announce('Le document est prêt.');
      onMade(data);
    },
    // It is personal: nothing of it stays once the page is left.
    gcTime: 0,
  });
  return (
    <section className="privacy-part" aria-labelledby="acces">
      <h2 id="acces">Tout ce que la base sait d’elle</h2>
      <p>
        Toute personne peut demander ce qui est gardé à son sujet, et d’où cela vient (RGPD, art. 15). Répondez dans le
        mois. Le document contient tout, aussi les notes internes : relisez-le avant de le remettre, et ne le donnez
        qu’à elle.
      </p>
      <Choice
        id="identite-verifiee"
        name="identite-verifiee"
        type="checkbox"
        value="oui"
        label="Je suis sûr·e que la demande vient d’elle : je l’ai rappelée à un numéro connu, ou j’ai vu sa carte d’identité."
        checked={checked}
        inputProps={{ onChange: (event) => setChecked(event.currentTarget.checked) }}
      />
      <div className="privacy-acts">
        <Button type="button" disabled={!checked || make.isPending} onClick={() => make.mutate()}>
          Préparer le document
        </Button>
        <span className="muted small">Ce sera noté dans le journal.</span>
      </div>
      {make.error && (
        <p className="field-error" role="alert">
          {sentenceOf(make.error)}
        </p>
      )}
    </section>
  );
}
