import { ROLE_LABELS, ROLES } from '../domain/roles.ts';
import type { FieldOption } from './fields.ts';

export const ROLE_OPTIONS: FieldOption[] = ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }));
