import { SETTINGS } from './settings.ts';

/** The settings that say how long a link of an account lives. */
export type LinkLife = 'activation-link' | 'password-link' | 'address-link' | 'own-address-link' | 'sign-in-link';

/** How long such a link lives without anybody's choice; migration 0071, `link_end`, knows what was chosen. */
export function givenLife(life: LinkLife): { given: number; unit: 'days' | 'hours' | 'minutes' } {
  const { given, unit } = SETTINGS[life];
  return { given, unit };
}
