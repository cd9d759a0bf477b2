import { BACKOFFICE_API } from '@guichet/shared/contracts/backoffice-api';
import { describeApi, readApiDescription } from '@guichet/shared/contracts/describe-api';
import { route } from '../serve.ts';

const DESCRIPTION = describeApi(BACKOFFICE_API, {
  title: 'Guichet PO, back office',
  version: '1',
  description: 'What the screens of the secretariat call. Sign in first; every call that writes carries a header.',
  // Behind https its name begins with `__Host-`.
  cookie: 'guichet-staff.session_token',
});

export const readApiDescriptionRoute = route(readApiDescription, () => () => Promise.resolve(DESCRIPTION));
