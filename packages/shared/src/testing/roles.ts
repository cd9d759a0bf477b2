/** The database roles a test may connect as; `admin` is the superuser, which no process of the product uses. */
export const TEST_ROLES = {
  admin: 'postgres',
  migrator: 'guichet_migrator',
  intake: 'guichet_intake',
  backoffice: 'guichet_backoffice',
  extranet: 'guichet_extranet',
  worker: 'guichet_worker',
} as const;

export type TestRole = keyof typeof TEST_ROLES;

export const APPLICATION_ROLES = Object.values(TEST_ROLES).filter((role) => role !== 'postgres');

export const TEST_PASSWORD = 'test';
export const TEMPLATE_DATABASE = 'guichet_template';
