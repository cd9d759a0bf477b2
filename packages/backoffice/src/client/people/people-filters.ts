import type { PeopleListQuery } from '@guichet/shared/contracts/people-list';
import {
  ACCOUNT_STEP_NAMES,
  ACCOUNT_STEPS,
  STANDING_SLUGS,
  STANDING_STATES,
} from '@guichet/shared/domain/account-standing';
import { ROLES } from '@guichet/shared/domain/roles';

/** The filters of the list of people as they stand in the address, in French. */
export type PeopleFilters = { compte?: string | undefined; etape?: string | undefined; role?: string | undefined };

/** Keeps what is a filter and says something; an address written by hand breaks nothing. */
export function readPeopleFilters(search: Record<string, unknown>): PeopleFilters {
  const { standing, step, role } = peopleQueryOf(search as PeopleFilters);
  return {
    ...(standing ? { compte: STANDING_SLUGS[standing] } : {}),
    ...(step ? { etape: ACCOUNT_STEPS[step].slug } : {}),
    ...(role ? { role } : {}),
  };
}

/** What the server is asked for. */
export function peopleQueryOf({ compte, etape, role }: PeopleFilters): PeopleListQuery {
  const standing = STANDING_STATES.find((state) => STANDING_SLUGS[state] === compte);
  const step = ACCOUNT_STEP_NAMES.find((name) => ACCOUNT_STEPS[name].slug === etape);
  const held = ROLES.find((each) => each === role);
  return { ...(standing ? { standing } : {}), ...(step ? { step } : {}), ...(held ? { role: held } : {}) };
}
