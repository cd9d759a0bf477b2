import { changeAdministratorRoles as change } from '@guichet/shared/commands/resources/change-administrator-roles';
import { changeAdministratorRoles } from '@guichet/shared/contracts/resources';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const changeAdministratorRolesRoute = route(
  changeAdministratorRoles,
  (deps) =>
    ({ body, staff }) =>
      change(contextOf(deps, staff), body),
);
