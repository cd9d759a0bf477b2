/** What can be taken out as a file. Each has one definition in `reads/exports/`. */
export const EXPORT_LIST_NAMES = [
  'pos',
  'members',
  'people',
  'schools',
  'requests',
  'tasks',
  'duplicates',
  'mailing-recipients',
] as const;
export type ExportListName = (typeof EXPORT_LIST_NAMES)[number];

export const EXPORT_LIST_LABELS: Record<ExportListName, string> = {
  pos: 'Pouvoirs organisateurs',
  members: 'Membres des PO',
  people: 'Personnes',
  schools: 'Écoles',
  requests: 'Demandes',
  tasks: 'Tâches',
  duplicates: 'Doublons à regarder',
  'mailing-recipients': 'Destinataires d’un courrier',
};

/** Without accents: they travel in a header. */
export const EXPORT_FILE_NAMES: Record<ExportListName, string> = {
  pos: 'po',
  members: 'membres',
  people: 'personnes',
  schools: 'ecoles',
  requests: 'demandes',
  tasks: 'taches',
  duplicates: 'doublons',
  'mailing-recipients': 'destinataires',
};

export const EXPORT_FORMATS = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_STATES = ['ordered', 'running', 'done', 'failed', 'deleted'] as const;

/** So long a file can be fetched; then the worker deletes it. */
export const EXPORT_HOURS = 32;
/** So long one sees that there was one. The audit keeps it. */
export const EXPORT_SHOWN_DAYS = 7;

/** A sheet of Excel holds 1,048,576 rows, the head included. */
export const XLSX_MAX_ROWS = 1_048_575;
