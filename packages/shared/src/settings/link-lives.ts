import { SETTINGS } from './settings.ts';

/** The settings that say how long a link of an account lives. */
export type LinkLife = 'activation-link' | 'password-link' | 'address-link';

/** How long such a link lives without anybody's choice; migration 0057, `link_end`, knows what was chosen. */
export function givenLife(life: LinkLife): { given: number; unit: 'days' | 'hours' } {
  const { given, unit } = SETTINGS[life];
  return { given, unit };
}
