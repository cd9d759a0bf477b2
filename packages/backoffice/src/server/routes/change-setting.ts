import { changeSetting } from '@guichet/shared/commands/settings/change-setting';
import { changeSetting as contract } from '@guichet/shared/contracts/settings';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const changeSettingRoute = route(contract, (deps) => async ({ body, staff }) => {
  await changeSetting(contextOf(deps, staff), body, deps.settingDefaults);
  return {};
});
