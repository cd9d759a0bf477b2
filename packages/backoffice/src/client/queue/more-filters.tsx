import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { colleaguesQuery, sessionQuery } from '../queries.ts';
import { FilterSelect } from '../shell/filter-select.tsx';
import { DayRange } from './day-range.tsx';
import { CHANNEL_SLUGS, CHECK_SLUGS, groupOf, hasFindings, type QueueFilters } from './queue-filters.ts';

type Props = { filters: QueueFilters; narrow: (change: QueueFilters) => void };

const CHECKS = [
  [CHECK_SLUGS.blocking, 'Avec un constat bloquant'],
  [CHECK_SLUGS.warning, 'Avec un avertissement'],
  [CHECK_SLUGS.none, 'Sans rien à vérifier'],
  [CHECK_SLUGS.unconfirmed, 'Mail de l’auteur non confirmé'],
] as const;

const CHANNELS = [
  [CHANNEL_SLUGS.form, 'Par le formulaire'],
  [CHANNEL_SLUGS.staff, 'Encodées par le secrétariat'],
] as const;

/** What is looked for less often: whose, with which findings, how and when it came. Open while one of them narrows. */
export function MoreFilters({ filters, narrow }: Props) {
  const { pour, constat, canal, recues, closes } = filters;
  const active = [pour, constat, canal, recues, closes].filter((value) => value !== undefined).length;
  const [opened, setOpened] = useState(false);
  const people = usePeople(pour);
  return (
    <details
      className="more-filters"
      open={opened || active > 0}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary>
        Plus de filtres
        {active > 0 && ` (${active})`}
      </summary>
      <FilterSelect
        id="queue-pour"
        label="À qui elles sont"
        all="À tout le monde"
        value={pour}
        options={people}
        onChange={(value) => narrow({ pour: value })}
      />
      {hasFindings(groupOf(filters)) && (
        <FilterSelect
          id="queue-constat"
          label="Constats"
          all="Tous les constats"
          value={constat}
          options={CHECKS}
          onChange={(value) => narrow({ constat: value })}
        />
      )}
      <FilterSelect
        id="queue-canal"
        label="Comment elles sont arrivées"
        all="Tous les canaux"
        value={canal}
        options={CHANNELS}
        onChange={(value) => narrow({ canal: value })}
      />
      <DayRange id="queue-recues" label="Reçues" value={recues} onChange={(value) => narrow({ recues: value })} />
      {!hasFindings(groupOf(filters)) && (
        <DayRange id="queue-closes" label="Closes" value={closes} onChange={(value) => narrow({ closes: value })} />
      )}
    </details>
  );
}

/** Oneself, nobody, each colleague; and whoever the address names, though they may have left. */
function usePeople(asked: string | undefined): [value: string, label: string][] {
  const { data: session } = useQuery(sessionQuery);
  const { data } = useQuery(colleaguesQuery);
  const colleagues = (data?.colleagues ?? []).filter(({ id }) => id !== session?.staff.id);
  const people: [string, string][] = [
    ['moi', 'À moi'],
    ['personne', 'À personne'],
    ...colleagues.map(({ id, name }): [string, string] => [id, `À ${name}`]),
  ];
  if (asked === undefined || people.some(([value]) => value === asked)) return people;
  return [...people, [asked, asked === session?.staff.id ? `À ${session.staff.name}` : 'À un·e ancien·ne collègue']];
}
