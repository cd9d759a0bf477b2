import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PersonPicker } from '../edits/person-picker.tsx';
import type { AudienceEditorProps } from './audience-editor.tsx';
import { audienceNamesQuery } from './audience-queries.ts';
import { ChipList } from './chip-list.tsx';

/** People who get it whatever their roles, and people who do not. */
export function PeopleChoice({ criteria, onChange }: AudienceEditorProps) {
  const { include, exclude } = criteria;
  const [picking, setPicking] = useState<'include' | 'exclude' | null>(null);
  const people = [...include, ...exclude];
  const { data: names } = useQuery({ ...audienceNamesQuery({ people, pos: [] }), enabled: people.length > 0 });
  const chips = (ids: readonly string[], isMemberAsked: boolean) =>
    (names?.people ?? [])
      .filter(({ id }) => ids.includes(id))
      .map(({ id, name, isMember }) => ({
        ...{ id, label: name },
        note: isMemberAsked && !isMember ? 'n’a plus de mandat : ne recevra rien' : undefined,
      }));
  const remove = (side: 'include' | 'exclude') =>
    onChange ? (gone: string) => onChange({ [side]: criteria[side].filter((id) => id !== gone) }) : null;
  return (
    <fieldset className="audience-part">
      <legend className="label">Personnes</legend>
      {!onChange && people.length === 0 && <p className="muted">Personne n’est ajouté ni retiré à la main.</p>}
      {include.length > 0 && <p className="chain-role">Ajoutées, quel que soit leur rôle</p>}
      <ChipList label="Personnes ajoutées" chips={chips(include, true)} onRemove={remove('include')} />
      {exclude.length > 0 && <p className="chain-role">Retirées</p>}
      <ChipList label="Personnes retirées" chips={chips(exclude, false)} onRemove={remove('exclude')} />
      {onChange && (
        <p className="audience-acts">
          <Button type="button" kind="quiet" small onClick={() => setPicking('include')}>
            Ajouter une personne
          </Button>
          <Button type="button" kind="quiet" small onClick={() => setPicking('exclude')}>
            Retirer une personne
          </Button>
        </p>
      )}
      {picking && (
        <PersonPicker
          title={picking === 'include' ? 'Ajouter une personne' : 'Retirer une personne'}
          hint="Cherchez parmi les membres de vos PO."
          onChoose={({ id }) => {
            const other = picking === 'include' ? 'exclude' : 'include';
            onChange?.({
              [picking]: [...new Set([...criteria[picking], id])],
              [other]: criteria[other].filter((one) => one !== id),
            });
            setPicking(null);
          }}
          onClose={() => setPicking(null)}
        />
      )}
    </fieldset>
  );
}
