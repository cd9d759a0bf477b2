import { RETENTION_PERIOD_NAMES, RETENTION_PERIODS, type RetentionPeriodName } from '../privacy/retention-periods.ts';
import { type NumberSetting, SETTING_UNITS } from './setting-definition.ts';

type RetentionSettings = { readonly [N in RetentionPeriodName as `retention-${N}`]: NumberSetting };

/** Each period of retention, with the bounds that its rule has. */
export const RETENTION_SETTINGS = Object.fromEntries(
  RETENTION_PERIOD_NAMES.map((name) => {
    const { label, reason, unit, min, max, proposed } = RETENTION_PERIODS[name];
    const setting: NumberSetting = {
      ...{ room: 'retention', group: 'Conservation', kind: 'number' },
      ...{ unit, min, max, given: proposed, label },
      explanation: `${reason} Durée proposée : ${proposed} ${SETTING_UNITS[unit][1]}. Vaut dès le prochain passage.`,
    };
    return [`retention-${name}`, setting];
  }),
) as RetentionSettings;
