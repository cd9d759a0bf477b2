import type { PoList } from '@guichet/shared/contracts/po-list';
import { ROLE_FUNCTIONS, ROLES } from '@guichet/shared/domain/roles';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { poChoicesQuery } from '../queries.ts';
import { countFilters, FoldedFilters } from '../shell/folded-filters.tsx';
import { FilterSelect } from '../shell/filter-select.tsx';
import { ListSearch } from '../shell/list-search.tsx';
import { CLOSED_CHOICES, GAP_CHOICES, type PoFilters, SCHOOL_CHOICES, VERIFIED_CHOICES } from './po-filters.ts';

type Props = {
  filters: PoFilters;
  counts: PoList['counts'] | undefined;
  searchRef: RefObject<HTMLInputElement | null>;
};

/** Words, what is missing, where, which teaching, how many schools: each narrows the list, and stands in the address. */
export function PoFilterBar({ filters, counts, searchRef }: Props) {
  const { data: choices } = useQuery(poChoicesQuery);
  const navigate = useNavigate();
  const narrow = (change: PoFilters) => void navigate({ to: '/po', search: { ...filters, ...change }, replace: true });
  return (
    <search className="po-filters">
      <ListSearch
        label="Chercher un PO"
        placeholder="Nom, numéro FASE, localité ou école"
        asked={filters.q ?? ''}
        onAsk={(q) => narrow({ q })}
        inputRef={searchRef}
      />
      <FoldedFilters count={countFilters(Object.values({ ...filters, q: undefined }))}>
        <FilterSelect
          id="po-manque"
          label="À compléter"
          all="Complets ou non"
          value={filters.manque}
          options={optionsOf(GAP_CHOICES, counts)}
          onChange={(manque) => narrow({ manque })}
        />
        <FilterSelect
          id="po-sans"
          label="Rôle que personne ne tient"
          all="Tous rôles tenus ou non"
          value={filters.sans}
          options={ROLES.map((role) => [role, `Sans ${ROLE_FUNCTIONS[role]}`])}
          onChange={(sans) => narrow({ sans })}
        />
        <FilterSelect
          id="po-arrondissement"
          label="Arrondissement"
          all="Tous les arrondissements"
          value={filters.arrondissement}
          options={withChosen(choices?.districts, filters.arrondissement)}
          onChange={(arrondissement) => narrow({ arrondissement })}
        />
        <FilterSelect
          id="po-commune"
          label="Commune"
          all="Toutes les communes"
          value={filters.commune}
          options={withChosen(choices?.municipalities, filters.commune)}
          onChange={(commune) => narrow({ commune })}
        />
        <FilterSelect
          id="po-niveau"
          label="Niveau d’enseignement"
          all="Tous les niveaux"
          value={filters.niveau}
          options={withChosen(choices?.levels, filters.niveau)}
          onChange={(niveau) => narrow({ niveau })}
        />
        <FilterSelect
          id="po-ecoles"
          label="Nombre d’écoles"
          all="Tout nombre d’écoles"
          value={filters.ecoles}
          options={optionsOf(SCHOOL_CHOICES)}
          onChange={(ecoles) => narrow({ ecoles })}
        />
        <FilterSelect
          id="po-etat"
          label="Ouverts ou fermés"
          all="PO ouverts"
          value={filters.etat}
          options={optionsOf(CLOSED_CHOICES)}
          onChange={(etat) => narrow({ etat })}
        />
        <FilterSelect
          id="po-verifie"
          label="Vérification annuelle"
          all="Vérifiés ou non"
          value={filters.verifie}
          options={optionsOf(VERIFIED_CHOICES)}
          onChange={(verifie) => narrow({ verifie })}
        />
      </FoldedFilters>
    </search>
  );
}

type Options = [value: string, label: string][];

function optionsOf<Name extends string>(
  choices: Record<Name, { slug: string; label: string }>,
  counts?: Record<Name, number>,
): Options {
  return (Object.keys(choices) as Name[]).map((name) => {
    const { slug, label } = choices[name];
    return [slug, counts ? `${label} (${counts[name]})` : label];
  });
}

/** Whatever the address names stays chosen, though no school bears it any more. */
function withChosen(choices: readonly { value: string; pos: number }[] = [], chosen: string | undefined): Options {
  const options: Options = choices.map(({ value, pos }) => [value, `${value} (${pos})`]);
  if (chosen === undefined || choices.some(({ value }) => value === chosen)) return options;
  return [...options, [chosen, chosen]];
}
