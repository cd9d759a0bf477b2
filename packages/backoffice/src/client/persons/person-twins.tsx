import type { PersonFile, TwinView } from '@guichet/shared/contracts/persons';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useMayDecide } from '../bulk/use-selection.tsx';

const PersonPicker = lazy(async () => ({ default: (await import('../edits/person-picker.tsx')).PersonPicker }));

type Props = { file: PersonFile };

/** That the record was merged into another one, and the way there and back; or that others look like it. */
export function TwinNotice({ file }: Props) {
  const { mergedInto } = file;
  if (mergedInto) {
    return (
      <Notice title={`Cette fiche est fusionnée dans celle de ${mergedInto.name}`}>
        <p>
          Ses mandats, ses mails et ses demandes y sont passés ; rien de cette fiche ne change plus.{' '}
          <Link to="/personnes/$personId" params={{ personId: mergedInto.id }}>
            Ouvrir la fiche qui reste
          </Link>
          , ou <PairLink one={mergedInto.id} other={file.id} text="revoir la fusion" />.
        </p>
      </Notice>
    );
  }
  const alike = file.twins.filter(({ state }) => state === 'open');
  if (alike.length === 0) return null;
  return (
    <Notice kind="warn" title={alike.length === 1 ? 'Peut-être un doublon' : `Peut-être ${alike.length} doublons`}>
      <ul>
        {alike.map((twin) => (
          <li key={twin.id}>
            <PairLink one={file.id} other={twin.id} text={twin.name} /> <TwinDetail twin={twin} />
            {twin.reasons.length > 0 && <span className="small"> : {twin.reasons.join(' ; ')}</span>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The records that this one took in, each with the way to the merger, which can be undone there. */
export function MergedTwins({ file }: Props) {
  const merged = file.twins.filter(({ state }) => state === 'merged');
  if (merged.length === 0) return null;
  return (
    <>
      <h3>Fiches reprises par fusion</h3>
      <ul className="person-requests">
        {merged.map((twin) => (
          <li key={twin.id}>
            <PairLink one={file.id} other={twin.id} text={twin.name} /> <TwinDetail twin={twin} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Two records that no look found alike, such as of somebody who changed names: staff choose the other one. */
export function CompareAct({ file }: Props) {
  const [picking, setPicking] = useState(false);
  const navigate = useNavigate();
  if (!useMayDecide()) return null;
  return (
    <>
      <Button type="button" kind="quiet" small onClick={() => setPicking(true)}>
        Comparer avec une autre fiche
      </Button>
      {picking && (
        <Suspense>
          <PersonPicker
            title={`Qui est peut-être aussi ${file.name} ?`}
            hint="Les deux fiches seront côte à côte ; rien n’est fusionné avant que vous le décidiez."
            except={file.id}
            onClose={() => setPicking(false)}
            onChoose={({ id }) => void navigate({ to: '/doublons/$one/$other', params: { one: file.id, other: id } })}
          />
        </Suspense>
      )}
    </>
  );
}

function PairLink({ one, other, text }: { one: string; other: string; text: string }) {
  return (
    <Link to="/doublons/$one/$other" params={{ one, other }}>
      {text}
    </Link>
  );
}

function TwinDetail({ twin: { birthDate, detail, state } }: { twin: TwinView }) {
  return (
    <span className="muted small">
      né·e le {birthDate}
      {state === 'open' && ` · ${detail}`}
    </span>
  );
}
