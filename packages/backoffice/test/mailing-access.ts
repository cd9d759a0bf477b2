/** Whom a mailing is for that is for nobody. */
export const NOBODY = { roles: [], pos: {}, day: null, fallbacks: [], include: [], exclude: [] };

/** What the routes of mailings and audiences take, for the matrix of who may call what. */
export const MAILING_BODIES = {
  previewAudience: { kind: 'duty', criteria: NOBODY },
  listSilentPos: { kind: 'duty', criteria: NOBODY },
  nameAudience: { people: [], pos: [] },
  changeAudience: { version: 1, name: 'Essai' },
  archiveAudience: { version: 1 },
  saveMailing: { version: 99, changes: { subject: 'Essai' } },
  changeMailingTemplate: { version: 99, name: 'Essai encore' },
  archiveMailingTemplate: { version: 99, archived: true },
  discardMailing: { version: 99, discarded: true },
  submitMailing: { version: 99, at: null },
  sendMailing: { version: 99, at: null },
  sendBackMailing: { version: 99, remark: 'La date est fausse.' },
  takeBackMailing: { version: 99 },
  pauseMailing: {},
  resumeMailing: {},
  stopMailing: {},
  listMailingRecipients: {},
  retryMailingMails: {},
  listMailingReaders: {},
  previewMailing: { person: null },
};

/** Routes whose `:id` is a mailing. */
export const OF_ONE_MAILING = [
  'readMailing',
  'saveMailing',
  'discardMailing',
  'checkMailing',
  'submitMailing',
  'sendMailing',
  'sendBackMailing',
  'takeBackMailing',
  'pauseMailing',
  'resumeMailing',
  'stopMailing',
  'readMailingProgress',
  'listMailingRecipients',
  'retryMailingMails',
  'listMailingReaders',
  'previewMailing',
  'showMailing',
  'readMailingText',
  'testMailing',
  'checkMessage',
];
