import { sql } from 'drizzle-orm';
import { RETENTION_JOBS } from '../commands/privacy/retention-jobs.ts';
import type { SettingPreview } from '../contracts/settings.ts';
import type { Database } from '../db/client.ts';
import { addDays, type CivilDate, formatLongDate, todayInBrussels } from '../domain/dates.ts';
import { addWorkingDays } from '../domain/working-days.ts';
import { NotFoundError } from '../errors/errors.ts';
import { previewMemberLetter } from '../mail/preview-member-letter.ts';
import { RETENTION_PERIOD_NAMES, retentionCutoff } from '../privacy/retention-periods.ts';
import { readSetting } from '../settings/read-setting.ts';
import { sayAmount, saySetting } from '../settings/say-setting.ts';
import { settingConflicts } from '../settings/setting-conflicts.ts';
import {
  isSettingKey,
  type SettingDefaults,
  type SettingKey,
  type SettingValues,
  settingOf,
} from '../settings/settings.ts';
import { givenContacts, loadRetentionPeriods, loadSettings } from './load-settings.ts';

type Shown = SettingPreview['shown'];

/**
 * What a setting would do if it were so, or why it may not be. Writes nothing.
 * @throws NotFoundError for an unknown setting
 */
export async function previewSetting(
  db: Database,
  regionId: string,
  { key, typed }: { key: string; typed: string | null },
  { given, now }: { given: SettingDefaults; now: Date },
): Promise<SettingPreview> {
  if (!isSettingKey(key)) throw new NotFoundError(`No setting ${key}.`, { userMessage: 'Ce réglage n’existe pas.' });
  const defaults = { ...given, ...(await givenContacts(db, regionId)) };
  const read =
    typed === null ? { ok: true as const, value: defaults[key] ?? settingOf(key).given } : readSetting(key, typed);
  if (!read.ok) return { problem: read.message, shown: [] };
  const values: SettingValues = { ...(await loadSettings(db, regionId, given)), [key]: read.value };
  const conflict = settingConflicts(values).find(({ keys }) => keys.includes(key));
  if (conflict) return { problem: conflict.message, shown: [] };
  if (settingOf(key).room === 'retention')
    return { problem: null, shown: await showDue(db, key, { values, given, now }) };
  if (settingOf(key).room === 'mailings')
    return {
      problem: null,
      shown: [{ where: 'Un courrier irait, dans l’ordre, à', text: saySetting(key, values[key]) }],
    };
  return {
    problem: null,
    shown: settingOf(key).room === 'texts' ? showText(key, values, now) : showDelay(key, values, now),
  };
}

function showText(key: SettingKey, values: SettingValues, now: Date): Shown {
  const { appears: where } = settingOf(key) as { appears: string };
  const name = values['secretariat-name'];
  const contact = [name, values['secretariat-email'], values['secretariat-phone']].filter((part) => part !== '');
  switch (key) {
    case 'form-welcome':
      return [{ where, text: `Qu’est-ce qui change dans votre PO ?\n\n${values[key]}` }];
    case 'form-notice':
      return [{ where, text: values[key] === '' ? '(pas d’encadré)' : `Message du secrétariat\n${values[key]}` }];
    case 'form-footer':
      return [{ where, text: `${values[key]}\nVie privée`.trimStart() }];
    case 'extranet-welcome':
      return [{ where, text: `${values[key]}\nConnexion` }];
    case 'extranet-footer':
      return [{ where, text: `${values[key]} ${contact.join(', ')}` }];
    case 'colleague-contacts':
      return [
        { where, text: `Jeanne Exemple\nSecrétaire${values[key] ? '\njeanne@exemple.example\n0470 00 00 00' : ''}` },
      ];
    default:
      return [
        { where: 'Au bas des mails', text: mailFoot(values, now) },
        { where: 'Formulaire et extranet', text: `Une question ? ${contact.join(', ')}` },
      ];
  }
}

function mailFoot(values: SettingValues, at: Date): string {
  const { text } = previewMemberLetter({
    ...{ kind: 'password-changed', to: '' },
    sender: {
      name: values['secretariat-name'],
      email: values['secretariat-email'],
      phone: values['secretariat-phone'],
      signature: values['mail-signature'],
    },
    told: { poName: null, mandateFrom: null, roles: [], lastDay: null, ending: null, expiresAt: null, stage: null, at },
  });
  return text.slice(text.indexOf('-- \n') + 4).trim();
}

function showDelay(key: SettingKey, values: SettingValues, now: Date): Shown {
  const today = todayInBrussels(now);
  const after = (days: number) => `le ${formatLongDate(addWorkingDays(today, days))}`;
  switch (key) {
    case 'undo-delay':
      return [
        {
          where: 'Une approbation',
          text: `s’applique ${sayAmount(values[key], 'seconds')} après, si personne ne la reprend.`,
        },
      ];
    case 'age-slow':
    case 'age-late':
      return [
        {
          where: 'Une demande arrivée aujourd’hui',
          text: `traîne à partir du ${dayOf(today, values['age-slow'])}, est en retard à partir du ${dayOf(today, values['age-late'])}.`,
        },
      ];
    case 'correction-reminders':
    case 'correction-lapse': {
      const reminders = values['correction-reminders'].map((days, at) => `rappel ${at + 1} ${after(days)}`);
      const lapse = `classée sans suite ${after(values['correction-lapse'])}`;
      return [{ where: 'Une question posée aujourd’hui, sans réponse', text: `${[...reminders, lapse].join('\n')}.` }];
    }
    case 'account-ending':
      return [
        {
          where: 'Le membre dont le mandat se termine',
          text:
            values[key] === 0
              ? 'n’est pas prévenu.'
              : `le ${formatLongDate(addDays(today, values[key]))} est prévenu aujourd’hui.`,
        },
      ];
    case 'activation-reminders': {
      const left = (days: number) => `le ${formatLongDate(addDays(today, days))}`;
      const steps = values[key].map((days, at) => `rappel ${at + 1} ${left(days)}`);
      const task = `tâche pour le secrétariat ${left(values['activation-link'] + 1)}`;
      return [
        { where: 'Une invitation qui part aujourd’hui, sans activation', text: `${[...steps, task].join('\n')}.` },
      ];
    }
    case 'sign-in-link':
      return [{ where: 'Un lien envoyé maintenant', text: `marche pendant ${sayAmount(values[key], 'minutes')}.` }];
    case 'own-address-link':
    case 'password-link':
      return [{ where: 'Un lien envoyé maintenant', text: `marche pendant ${sayAmount(values[key], 'hours')}.` }];
    case 'verification-day': {
      const day = values[key];
      const next = [0, 1].map((more) => `${Number(today.slice(0, 4)) + more}-${day}`).find((one) => one > today);
      const text = day === '' || next === undefined ? 'se lance à la main.' : `part le ${formatLongDate(next)}.`;
      return [{ where: 'La prochaine vérification', text }];
    }
    case 'verification-reminders':
    case 'verification-link': {
      const on = (days: number) => `le ${formatLongDate(addDays(today, days))}`;
      const reminders = values['verification-reminders'].map((days, at) => `rappel ${at + 1} ${on(days)}`);
      const ends = `le lien marche jusqu’au ${formatLongDate(addDays(today, values['verification-link']))}, ou plus longtemps après un rappel`;
      return [
        { where: 'Une vérification demandée aujourd’hui, sans réponse', text: `${[...reminders, ends].join('\n')}.` },
      ];
    }
    case 'activation-link':
    case 'address-link':
    case 'tracking-link':
      return [
        {
          where: 'Un lien envoyé aujourd’hui',
          text: `marche jusqu’au ${formatLongDate(addDays(today, values[key]))}.`,
        },
      ];
    default:
      return [];
  }
}

function dayOf(today: CivilDate, workingDays: number): string {
  return formatLongDate(addWorkingDays(today, workingDays));
}

/** What would be over: the next run takes it away. */
async function showDue(
  db: Database,
  key: SettingKey,
  { values, given, now }: { values: SettingValues; given: SettingDefaults; now: Date },
): Promise<Shown> {
  const name = RETENTION_PERIOD_NAMES.find((one) => `retention-${one}` === key);
  if (name === undefined) return [];
  const periods = { ...(await loadRetentionPeriods(db, given)), [name]: values[`retention-${name}`] };
  const { does, due } = RETENTION_JOBS[name];
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from (${due(retentionCutoff(name, periods, now))}) due`,
  );
  const n = row?.n ?? 0;
  const text = n === 0 ? 'Rien ne serait échu aujourd’hui.' : `Échu aujourd’hui : ${n}. Partira au prochain passage.`;
  return [{ where: does, text }];
}
