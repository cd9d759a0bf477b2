import type { StaffAuth } from '@guichet/shared/auth/staff-auth';
import type { StaffLimits } from '@guichet/shared/auth/staff-limits';
import type { Context, StaffActor } from '@guichet/shared/commands/context';
import type { DecisionSettings } from '@guichet/shared/commands/staff-decision';
import type { MailingLimits } from '@guichet/shared/contracts/mailing-view';
import type { AgeAlerts } from '@guichet/shared/domain/request-age';
import type { Database } from '@guichet/shared/db/client';
import type { Role } from '@guichet/shared/domain/roles';
import type { Logger } from '@guichet/shared/http/logging';
import { loadSettings } from '@guichet/shared/reads/load-settings';
import type { SettingDefaults } from '@guichet/shared/settings/settings';
import type { LiveHub } from './live/live-hub.ts';

/** What the routes work with. */
export type BackofficeDeps = {
  db: Database;
  auth: StaffAuth;
  staffLimits: StaffLimits;
  /** Outside the demonstration, nobody does without a second factor. */
  secondFactorRequired: boolean;
  /** The origin of the back office: where passkeys are good. */
  publicUrl: string;
  live: LiveHub;
  log: Logger;
  now: () => Date;
  /** Wakes the worker after a commit. */
  ring?: (() => void) | undefined;
  fourEyes: boolean;
  singleHolderRoles: readonly Role[];
  /** What the environment gives; what a secretariat chose replaces it. */
  settingDefaults: SettingDefaults;
  /** How large a file of members may be. */
  importMaxMegabytes: number;
  /** How large a file of the extranet may be. */
  resourceMaxMegabytes: number;
  /** How large the files of a mailing may be. */
  mailingLimits: MailingLimits;
  /** `host:port` of private networks that the check of links may ask. */
  linkCheckHosts: readonly string[];
  tokenKeys: readonly string[];
  /** Invented data: addresses of this machine are accepted for platforms. */
  demo: boolean;
  /** Where members sign in. */
  extranetUrl: string;
  /** The notice of the public form, which staff read out or send. */
  privacyUrl: string;
};

/** The context of a command given by this member of staff. */
export function contextOf(deps: BackofficeDeps, actor: StaffActor): Context & { actor: StaffActor } {
  const { db, log, now, ring } = deps;
  return { db, log, now, actor, ...(ring ? { ring } : {}) };
}

/** What the decisions of this member of staff go by, as the secretariat chose it: read anew for each request. */
export async function settingsOf(
  { db, settingDefaults, singleHolderRoles, fourEyes, tokenKeys }: BackofficeDeps,
  { regionId }: StaffActor,
): Promise<DecisionSettings & { ageAlerts: AgeAlerts; tokenKeys: readonly string[] }> {
  const chosen = await loadSettings(db, regionId, settingDefaults);
  return {
    ...{ singleHolderRoles, fourEyes, tokenKeys },
    undoDelaySeconds: chosen['undo-delay'],
    ageAlerts: [chosen['age-slow'], chosen['age-late']],
  };
}

/** The context of a command by which somebody acts who is known only once a link was read. */
export function strangerContextOf(deps: BackofficeDeps): Omit<Context, 'actor'> {
  const { db, log, now, ring } = deps;
  return { db, log, now, ...(ring ? { ring } : {}) };
}
