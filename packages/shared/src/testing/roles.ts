import { DATABASE_ROLES, type ProcessRole } from '../db/database-roles.ts';

/** Whom a test may connect as; `admin` is the superuser, which no process of the product uses. */
export type TestRole = ProcessRole | 'admin';

export const TEST_ROLES: Record<TestRole, string> = { admin: 'postgres', ...DATABASE_ROLES };
export const TEST_PASSWORD = 'test';
export const TEMPLATE_DATABASE = 'guichet_template';
