import type { MemberAuth } from '@guichet/shared/auth/member-auth';
import type { LinkContext } from '@guichet/shared/commands/accounts/account-context';
import type { SecurityOptions } from '@guichet/shared/commands/own-sign-in/own-account';
import type { Database } from '@guichet/shared/db/client';
import { type CivilDate, todayInBrussels } from '@guichet/shared/domain/dates';
import type { SettingDefaults } from '@guichet/shared/settings/settings';
import type { RateLimit } from '@guichet/shared/http/rate-limit';
import type { Secretariat } from '../reads/read-secretariat.ts';

/** What the routes of the extranet work with. */
export type Extranet = {
  db: Database;
  auth: MemberAuth;
  publicUrl: string;
  /** The public form, where changes are asked for. */
  intakeUrl: string;
  now: () => Date;
  /** For what members change in their own sign-in. */
  security: SecurityOptions;
  /** For commands that a link or a typed address asks for. */
  linkContext: LinkContext;
  readSecretariat: () => Promise<Secretariat | null>;
  /** What the installation gives for what a secretariat may choose. */
  settingDefaults: SettingDefaults;
  /** Doors to the public form, for one account. */
  doors: RateLimit;
  /** Copies of one's own data, for one account. */
  downloads: RateLimit;
  /** Challenges and answers of passkeys, from one place. */
  passkeyAsks: RateLimit;
  /** Requests for a mail, from one place. */
  mailRequests: RateLimit;
};

export function today(extranet: Extranet): CivilDate {
  return todayInBrussels(extranet.now());
}

/** Where the author of a request gets its tracking link; the reference is filled in. */
export function trackingUrl(extranet: Extranet, reference: string): string {
  return `${extranet.intakeUrl}/suivi?reference=${encodeURIComponent(reference)}`;
}

/** Where the public form begins. */
export function changeUrl(extranet: Extranet): string {
  return `${extranet.intakeUrl}/`;
}
