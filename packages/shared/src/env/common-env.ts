import { z } from 'zod';
import { DEFAULT_CORRECTION_DELAYS } from '../domain/corrections.ts';
import { DEFAULT_AGE_ALERTS } from '../domain/request-age.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES, ROLES } from '../domain/roles.ts';
import {
  databaseUrl,
  host,
  listOf,
  logLevel,
  origin,
  port,
  proxyHops,
  retention,
  seconds,
  twoWorkingDays,
  wholeNumber,
  workingDays,
  yesOrNo,
} from './variables.ts';

/** What every server reads. */
export const serverVariables = {
  DATABASE_URL: databaseUrl(),
  HOST: host().default('127.0.0.1'),
  LOG_LEVEL: logLevel().default('info'),
  TRUST_PROXY: proxyHops().default(0),
  DEMO: yesOrNo().default(false),
  METRICS_PUBLIC: yesOrNo().default(false),
};

export const portVariables = {
  INTAKE_PORT: port(3000).default(3000),
  BACKOFFICE_PORT: port(3001).default(3001),
  EXTRANET_PORT: port(3002).default(3002),
};

/** Public origins: links are made from these, never from the Host header. */
export const addressVariables = {
  ...portVariables,
  INTAKE_URL: origin('https://formulaire.po.example').optional(),
  BACKOFFICE_URL: origin('https://secretariat.po.example').optional(),
  EXTRANET_URL: origin('https://extranet.po.example').optional(),
};

/**
 * What an installation gives for what each secretariat may then choose for itself (settings/settings.ts). Every
 * process that shows or keeps such a thing reads all of them; one that goes by a single one reads that.
 */
export const settingVariables = {
  UNDO_DELAY: seconds('Write how long an approval can be taken back, such as 10.').default(10),
  AGE_ALERT_DAYS: twoWorkingDays('3,5').default(DEFAULT_AGE_ALERTS),
  CORRECTION_REMINDER_DAYS: workingDays('5,12').default([...DEFAULT_CORRECTION_DELAYS.reminderDays]),
  CORRECTION_LAPSE_DAYS: wholeNumber({
    from: 1,
    to: 999,
    noun: 'a number of working days',
    advice: 'Write after how many working days a question without answer closes the request, such as 30.',
  }).default(DEFAULT_CORRECTION_DELAYS.lapseDays),
  COLLEAGUE_CONTACTS: yesOrNo().default(false),
  RETENTION: retention().default({}),
};

/** Nobody is reminded of a question that is closed. */
export function remindersComeFirst(
  env: { CORRECTION_REMINDER_DAYS: readonly number[]; CORRECTION_LAPSE_DAYS: number },
  context: z.RefinementCtx,
): void {
  const last = env.CORRECTION_REMINDER_DAYS.at(-1) ?? 0;
  if (last < env.CORRECTION_LAPSE_DAYS) return;
  const message = `is ${env.CORRECTION_LAPSE_DAYS}, and the last reminder comes after ${last} days. Write more days than that.`;
  context.addIssue({ code: 'custom', path: ['CORRECTION_LAPSE_DAYS'], message });
}

export const singleHolderRoles = () => listOf(ROLES).default([...DEFAULT_SINGLE_HOLDER_ROLES]);

type Addresses = {
  INTAKE_URL?: string | undefined;
  BACKOFFICE_URL?: string | undefined;
  EXTRANET_URL?: string | undefined;
};
type Ports = { INTAKE_PORT: number; BACKOFFICE_PORT: number; EXTRANET_PORT: number };

/** Without public origins, the apps are where they listen on this machine (localhost: passkeys refuse IP addresses). */
export function withAddresses<T extends Ports & Addresses>(env: T) {
  return {
    ...env,
    INTAKE_URL: env.INTAKE_URL ?? `http://localhost:${env.INTAKE_PORT}`,
    BACKOFFICE_URL: env.BACKOFFICE_URL ?? `http://localhost:${env.BACKOFFICE_PORT}`,
    EXTRANET_URL: env.EXTRANET_URL ?? `http://localhost:${env.EXTRANET_PORT}`,
  };
}

/** The schema of one process: its own variables, those of every server, and the addresses filled in. */
export function serverEnv<S extends z.ZodRawShape>(own: S) {
  return z.object({ ...serverVariables, ...addressVariables, ...own });
}
