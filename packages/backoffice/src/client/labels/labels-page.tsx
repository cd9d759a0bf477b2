import { type LabelSheet, printLabels } from '@guichet/shared/contracts/labels';
import {
  ACCOUNT_STEP_NAMES,
  ACCOUNT_STEPS,
  STANDING_LABELS,
  STANDING_SLUGS,
  STANDING_STATES,
} from '@guichet/shared/domain/account-standing';
import { isRole, ROLE_LABELS } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import { Notice } from '@guichet/shared/ui/notice';
import { SelectField } from '@guichet/shared/ui/select-field';
import { TextField } from '@guichet/shared/ui/text-field';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import Printer from 'lucide-react/icons/printer';
import { useEffect, useState } from 'react';
import { call } from '../api.ts';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { type LabelSearch, labelSelectionOf } from './label-search.ts';
import { LabelSheets, type SheetKind, SHEETS } from './label-sheets.tsx';

/** Labels for letters to a list, as they will be printed. */
export function LabelsPage() {
  const search: LabelSearch = useSearch({ from: '/bureau/etiquettes' });
  const [households, setHouseholds] = useState(search.liste !== 'po');
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['labels', search, households],
    queryFn: ({ signal }) => call(printLabels, { body: { selection: labelSelectionOf(search), households } }, signal),
    // Asked once: each time is noted.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    // What was chosen for the printer stays, while households are joined or parted.
    placeholderData: keepPreviousData,
  });
  useEffect(() => {
    document.title = 'Étiquettes · Guichet PO';
  }, []);
  return (
    <main className="page labels-page" id="contenu" tabIndex={-1}>
      <h1>Étiquettes</h1>
      <p className="muted labels-about">{sayList(search)}</p>
      {search.liste !== 'po' && (
        <label className="label-households">
          <input type="checkbox" checked={households} onChange={(event) => setHouseholds(event.target.checked)} />
          Une seule étiquette par foyer (même nom, même adresse)
        </label>
      )}
      {data ? (
        <Sheets data={data} />
      ) : isPending ? (
        <LoadingPage />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </main>
  );
}

function sayList({ liste, role, compte, etape }: LabelSearch): string {
  const whose = isRole(role) ? ` qui ont le rôle « ${ROLE_LABELS[role]} »` : '';
  if (liste === 'personnes') {
    const standing = STANDING_STATES.find((state) => STANDING_SLUGS[state] === compte);
    const account = standing ? `, compte « ${STANDING_LABELS[standing]} »` : '';
    const step = ACCOUNT_STEP_NAMES.find((name) => ACCOUNT_STEPS[name].slug === etape);
    const reached = step ? `, au moins à l’étape « ${ACCOUNT_STEPS[step].label} »` : '';
    return `Les personnes de la liste${whose}${account}${reached}, chez elles.`;
  }
  if (liste === 'po') return 'Les pouvoirs organisateurs de la liste, à leur adresse.';
  return `Les membres actuels des PO de la liste${whose}, chez eux.`;
}

function Sheets({ data: { labels, missing } }: { data: LabelSheet }) {
  const [kind, setKind] = useState<SheetKind>('3x8');
  const [typed, setTyped] = useState('1');
  const { places } = SHEETS[kind];
  const wanted = Number(typed);
  const isPlace = Number.isInteger(wanted) && wanted >= 1 && wanted <= places;
  const first = isPlace ? wanted : 1;
  return (
    <>
      <div className="labels-form">
        <SelectField
          id="label-kind"
          name="kind"
          label="Feuille"
          required
          options={(Object.keys(SHEETS) as SheetKind[]).map((value) => ({ value, label: SHEETS[value].label }))}
          value={kind}
          inputProps={{ onChange: (event) => setKind(event.currentTarget.value as SheetKind) }}
        />
        <TextField
          id="label-first"
          name="first"
          label="Première étiquette libre"
          required
          width="tiny"
          hint={`De 1 à ${places}, si la feuille est déjà entamée.`}
          inputMode="numeric"
          value={typed}
          error={isPlace ? undefined : `Indiquez un nombre de 1 à ${places}.`}
          inputProps={{ onChange: (event) => setTyped(event.currentTarget.value) }}
        />
        <Button type="button" disabled={labels.length === 0 || !isPlace} onClick={() => window.print()}>
          <Icon of={Printer} />
          Imprimer {labels.length === 1 ? '1 étiquette' : `${labels.length} étiquettes`}
        </Button>
        <p className="muted small">À l’impression : échelle 100 %, sans marges ni en-têtes du navigateur.</p>
      </div>
      {missing.length > 0 && <Missing missing={missing} />}
      <LabelSheets kind={kind} first={first} labels={labels} />
    </>
  );
}

function Missing({ missing }: Pick<LabelSheet, 'missing'>) {
  return (
    <Notice
      kind="warn"
      title={missing.length === 1 ? '1 adresse incomplète' : `${missing.length} adresses incomplètes`}
      className="labels-missing"
    >
      <ul>
        {missing.map(({ name, kind, id }) => (
          <li key={id}>
            {name},{' '}
            {kind === 'po' ? (
              <Link to="/po/$poId" params={{ poId: id }} search={{}}>
                voir le dossier du PO
              </Link>
            ) : (
              <Link to="/personnes/$personId" params={{ personId: id }}>
                compléter sa fiche
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
