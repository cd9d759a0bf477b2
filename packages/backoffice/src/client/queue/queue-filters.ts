import {
  CHANNELS,
  CHECKS,
  GROUP_STATES,
  type QueueGroup,
  type RequestListQuery,
} from '@guichet/shared/contracts/request-list';
import type { ViewFilters } from '@guichet/shared/contracts/saved-views';
import { isCivilDate } from '@guichet/shared/domain/dates';
import { isOpen } from '@guichet/shared/domain/transitions';

/** The filters as they stand in the address, in French: a view is shared by sharing its address. */
export type QueueFilters = ViewFilters;

type Tab = { slug: string; label: string; title: string; empty: string };

export const QUEUE_TABS: Record<QueueGroup, Tab> = {
  todo: { slug: 'a-traiter', label: 'À traiter', title: 'À traiter', empty: 'Rien à traiter. Bravo.' },
  corrected: {
    slug: 'corrigees',
    label: 'Corrigées',
    title: 'Corrigées par leur auteur',
    empty: 'Aucune réponse d’auteur à relire.',
  },
  failed: { slug: 'en-echec', label: 'En échec', title: 'En échec', empty: 'Aucun échec.' },
  waiting: {
    slug: 'en-attente',
    label: 'En attente',
    title: 'En attente de l’auteur',
    empty: 'Aucune demande n’attend une réponse de son auteur.',
  },
  mine: { slug: 'a-moi', label: 'À moi', title: 'À moi', empty: 'Aucune demande n’est à vous.' },
  'set-aside': {
    slug: 'de-cote',
    label: 'De côté',
    title: 'Mises de côté',
    empty: 'Aucune demande n’est mise de côté.',
  },
  approved: {
    slug: 'approuvees',
    label: 'Approuvées',
    title: 'Approuvées, pas encore appliquées',
    empty: 'Aucune demande n’attend d’être appliquée.',
  },
  closed: { slug: 'terminees', label: 'Terminées', title: 'Terminées', empty: 'Aucune demande terminée.' },
  all: { slug: 'toutes', label: 'Toutes', title: 'Toutes les demandes', empty: 'Aucune demande.' },
};

export function groupOf({ etat }: QueueFilters): QueueGroup {
  const groups = Object.keys(QUEUE_TABS) as QueueGroup[];
  return groups.find((group) => QUEUE_TABS[group].slug === etat) ?? 'todo';
}

/** Whose requests: mine, nobody's, or those of one colleague. */
const ASSIGNEES: Record<string, RequestListQuery['assignee']> = { moi: 'me', personne: 'nobody' };

/** What is to be looked at before deciding, as the address says it. */
export const CHECK_SLUGS: Record<(typeof CHECKS)[number], string> = {
  blocking: 'bloquant',
  warning: 'avertissement',
  none: 'aucun',
  unconfirmed: 'mail-non-confirme',
};

export const CHANNEL_SLUGS: Record<(typeof CHANNELS)[number], string> = { form: 'formulaire', staff: 'secretariat' };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Keeps what is a filter and says something; an address written by hand breaks nothing. */
export function readFilters(search: Record<string, unknown>): QueueFilters {
  const text = (key: string, longest: number) => {
    const value = search[key];
    return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined;
  };
  const oneOf = (key: string, holds: (value: string) => boolean) => {
    const value = text(key, 40);
    return value !== undefined && holds(value) ? value : undefined;
  };
  const group = groupOf({ etat: text('etat', 20) });
  const filters: QueueFilters = {
    etat: group === 'todo' ? undefined : QUEUE_TABS[group].slug,
    type: text('type', 60),
    po: oneOf('po', (value) => UUID.test(value)),
    q: text('q', 100),
    pour: oneOf('pour', (value) => value in ASSIGNEES || UUID.test(value)),
    constat: oneOf('constat', (value) => hasFindings(group) && Object.values(CHECK_SLUGS).includes(value)),
    canal: oneOf('canal', (value) => Object.values(CHANNEL_SLUGS).includes(value)),
    recues: oneOf('recues', (value) => readDays(value) !== null),
    closes: oneOf('closes', (value) => !hasFindings(group) && readDays(value) !== null),
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

/** Civil dates, or '' for an end that is open. */
type Days = [from: string, to: string];

/** "2026-11-23_2026-11-29": the first and the last day; either may be left open. Null when it says nothing. */
export function readDays(text: string | undefined): Days | null {
  const [from = '', to = '', ...more] = text?.split('_') ?? [];
  const isDay = (day: string) => day === '' || isCivilDate(day);
  if (from + to === '' || more.length > 0 || !isDay(from) || !isDay(to)) return null;
  return from !== '' && to !== '' && from > to ? null : [from, to];
}

/** The same days as they stand in the address; undefined for none. */
export function writeDays([from, to]: readonly [string, string]): string | undefined {
  return from + to === '' ? undefined : `${from}_${to}`;
}

/** Whether all that the group holds is still to be decided: only then do findings say something. */
export function hasFindings(group: QueueGroup): boolean {
  return GROUP_STATES[group].every(isOpen);
}

/** The same filters in another group; those that say nothing there are left behind. */
export function inGroup(filters: QueueFilters, group: QueueGroup): QueueFilters {
  return {
    ...filters,
    etat: group === 'todo' ? undefined : QUEUE_TABS[group].slug,
    ...(hasFindings(group) ? { closes: undefined } : { constat: undefined }),
  };
}

/** What the server is asked for. */
export function queryOf(filters: QueueFilters): RequestListQuery {
  const { type, po, q, pour, constat, canal, recues, closes } = filters;
  const check = CHECKS.find((each) => CHECK_SLUGS[each] === constat);
  const channel = CHANNELS.find((each) => CHANNEL_SLUGS[each] === canal);
  const [cameFrom, cameTo] = readDays(recues) ?? [];
  const [settledFrom, settledTo] = readDays(closes) ?? [];
  const query = {
    ...{ type, po, q, assignee: pour && (ASSIGNEES[pour] ?? pour), check, channel },
    ...{ cameFrom, cameTo, settledFrom, settledTo },
  };
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return { group: groupOf(filters), ...Object.fromEntries(given) };
}

export function isNarrowed(filters: QueueFilters): boolean {
  return Object.entries(filters).some(([key, value]) => key !== 'etat' && value !== undefined);
}
