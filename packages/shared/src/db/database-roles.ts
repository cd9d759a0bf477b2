/** The PostgreSQL roles, one per process. The migrator owns the schema; none of the others owns anything. */
export const DATABASE_ROLES = {
  migrator: 'guichet_migrator',
  intake: 'guichet_intake',
  backoffice: 'guichet_backoffice',
  extranet: 'guichet_extranet',
  worker: 'guichet_worker',
} as const;

export type ProcessRole = keyof typeof DATABASE_ROLES;
export type DatabaseRole = (typeof DATABASE_ROLES)[ProcessRole];
