import { SCHOOL_COUNTS } from '@guichet/shared/contracts/po-list';
import { SCHOOL_COUNT_LABELS } from '@guichet/shared/domain/mailings/say-criteria';
import { Button } from '@guichet/shared/ui/button';
import { CheckboxGroup } from '@guichet/shared/ui/checkbox-group';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PoPicker } from '../pos/po-picker.tsx';
import { poChoicesQuery } from '../queries.ts';
import type { AudienceEditorProps } from './audience-editor.tsx';
import { audienceChoicesQuery, audienceNamesQuery } from './audience-queries.ts';
import { ChipList } from './chip-list.tsx';
import { PoLacks } from './po-lacks.tsx';

type Narrowing = 'districts' | 'provinces' | 'levels' | 'schools';
type Option = { value: string; label: string };

/** The POs of an audience: all that are open, or those that each list which is given leaves. */
export function PoChoice({ criteria, onChange }: AudienceEditorProps) {
  const { data: choices } = useQuery(poChoicesQuery);
  const { data: more } = useQuery(audienceChoicesQuery);
  const { pos } = criteria;
  const counted = (list: readonly { value: string; pos: number }[] | undefined): Option[] =>
    (list ?? []).map(({ value, pos: many }) => ({ value, label: `${value} (${many})` }));
  const lists: { name: Narrowing; label: string; options: Option[] }[] = [
    { name: 'districts', label: 'Arrondissements', options: counted(choices?.districts) },
    {
      ...{ name: 'provinces', label: 'Provinces, selon l’adresse du PO' },
      options: (more?.provinces ?? []).map(({ value, label, pos: many }) => ({ value, label: `${label} (${many})` })),
    },
    { name: 'levels', label: 'Niveaux d’enseignement', options: counted(choices?.levels) },
    {
      ...{ name: 'schools', label: 'Nombre d’écoles' },
      options: SCHOOL_COUNTS.map((count) => ({ value: count, label: SCHOOL_COUNT_LABELS[count] })),
    },
  ];
  const narrow = (name: Narrowing, value: string) => {
    const before: readonly string[] = pos[name] ?? [];
    const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
    const { [name]: _, ...others } = pos;
    // An empty list would leave no PO at all: what nothing is ticked of does not narrow.
    onChange?.({ pos: after.length === 0 ? others : { ...others, [name]: after } });
  };
  return (
    <fieldset className="audience-part">
      <legend className="label">PO</legend>
      <p className="muted small">
        Tous les PO ouverts, sauf si vous en limitez le choix. Chaque liste cochée limite les autres.
      </p>
      <PoPicks criteria={criteria} onChange={onChange} />
      {lists.map(({ name, label, options }) => (
        <details key={name} className="audience-list">
          <summary>
            {label}
            {pos[name] && (
              <span className="muted">
                {' '}
                · {pos[name].length} coché{pos[name].length > 1 ? 's' : ''}
              </span>
            )}
          </summary>
          <CheckboxGroup
            partOfGroup
            id={`po-${name}`}
            name={name}
            label={<span className="visually-hidden">{label}</span>}
            columns
            value={pos[name] ?? []}
            options={withChosen(options, pos[name] ?? [])}
            inputProps={{ disabled: !onChange, onChange: ({ target: { value } }) => narrow(name, value) }}
          />
        </details>
      ))}
      <PoLacks criteria={criteria} onChange={onChange} />
    </fieldset>
  );
}

/** What was chosen before stays to be seen, and taken out, though no PO bears it any more. */
function withChosen(options: readonly Option[], chosen: readonly string[]): Option[] {
  const gone = chosen.filter((value) => !options.some((option) => option.value === value));
  return [...options, ...gone.map((value) => ({ value, label: value }))];
}

/** So many names are shown of a long list; the rest is said as a number. */
const SHOWN = 30;

function PoPicks({ criteria: { pos }, onChange }: AudienceEditorProps) {
  const [picking, setPicking] = useState(false);
  const ids = pos.ids ?? [];
  const { data: names } = useQuery({
    ...audienceNamesQuery({ people: [], pos: ids.slice(0, SHOWN) }),
    enabled: ids.length > 0,
  });
  const set = (next: string[]) => {
    const { ids: _, ...others } = pos;
    onChange?.({ pos: next.length === 0 ? others : { ...others, ids: next } });
  };
  const known = (names?.pos ?? []).filter(({ id }) => ids.includes(id));
  return (
    <>
      <ChipList
        label="PO choisis"
        chips={known.map(({ id, name, fase }) => ({ id, label: name, note: `FASE ${fase}` }))}
        onRemove={onChange ? (gone) => set(ids.filter((id) => id !== gone)) : null}
      />
      {ids.length > SHOWN && <p className="muted small">et {ids.length - SHOWN} autres PO choisis.</p>}
      {onChange && (
        <p className="audience-acts">
          <Button type="button" kind="quiet" small onClick={() => setPicking(true)}>
            Choisir un PO
          </Button>
          {ids.length > 1 && (
            <Button type="button" kind="plain" small onClick={() => set([])}>
              Reprendre tous les PO
            </Button>
          )}
        </p>
      )}
      {picking && (
        <PoPicker
          title="Limiter à un PO"
          onChoose={({ id }) => {
            set([...new Set([...ids, id])]);
            setPicking(false);
          }}
          onClose={() => setPicking(false)}
        />
      )}
    </>
  );
}
