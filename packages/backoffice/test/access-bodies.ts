import { NOTICE_KINDS, proposedSetting } from '@guichet/shared/domain/notices';
import { MAILING_BODIES } from './mailing-access.ts';
import { PASSWORD } from './office-rig.ts';

/** The answers of a removal. */
export const leaving = {
  ...{ firstName: 'Paul', lastName: 'Exemple', reason: 'resignation' },
  endDate: { day: '31', month: '8', year: '2026' },
};

const foreignPasskey = {
  ...{ id: 'inconnue', rawId: 'inconnue', type: 'public-key' },
  response: { clientDataJSON: 'e30' },
};

const resourceWritten = {
  ...{ title: 'Essai', description: 'Essai', url: null, fileId: null, administrators: false, roles: null },
  ...{ poIds: [], shownFrom: null, shownTo: null },
};

const PLATFORM = {
  ...{ name: 'Essai', redirectUris: ['https://essai.example/retour'], postLogoutUris: [], roles: null },
  ...{ shares: [], consentText: 'Essai' },
};

/** Bodies that fit the contract whatever is stored, for the matrix of who may call what. */
export const PLAIN_BODIES: Record<string, unknown> = {
  ...MAILING_BODIES,
  printLabels: { selection: { list: 'members', filters: {} }, households: false },
  previewExport: { list: 'pos', filters: {} },
  previewSetting: { key: 'undo-delay', typed: '20' },
  changeSetting: { key: 'undo-delay', version: 99, typed: '20' },
  createResource: resourceWritten,
  changeResource: { version: 1, ...resourceWritten },
  changeAdministratorRoles: { version: 99, roles: ['president'] },
  createPlatform: { ...PLATFORM, public: false },
  changePlatform: { ...PLATFORM, version: 1 },
  renewPlatformSecret: { version: 1 },
  disablePlatform: { version: 1 },
  enablePlatform: { version: 1 },
  archiveResource: { version: 1, archived: true },
  orderResources: { from: [], to: [] },
  exportPersonData: { identityChecked: true },
  confirmErasure: { accept: true },
  confirmPassword: { password: 'un autre que le mien' },
  proveCode: { code: '123456' },
  proveRecoveryCode: { code: 'ABCD' },
  signInByPasskey: { response: foreignPasskey },
  confirmByPasskey: { response: foreignPasskey },
  forgotPassword: { email: 'personne@secretariat.example' },
  readInvitation: { secret: 'rien' },
  acceptInvitation: { secret: 'rien', password: PASSWORD },
  readPasswordLink: { secret: 'rien' },
  choosePassword: { secret: 'rien', password: PASSWORD },
  changePassword: { password: 'court' },
  confirmTotp: { code: 'abc' },
  addPasskey: { name: 'Essai', response: foreignPasskey },
  renamePasskey: { name: 'Essai' },
  changeStaffRole: { from: 'administrator', to: 'secretariat' },
  linkStaffPerson: { personId: null },
  signIn: { email: 'personne@secretariat.example', password: 'rien de tel' },
  approve: { version: 1, shownHash: 'autre', acknowledged: [] },
  split: { version: 99, parts: ['email'] },
  unmerge: { version: 99 },
  reject: { version: 99, reason: 'Essai' },
  closeByHand: { version: 99, note: 'Essai' },
  askCorrection: { version: 99, questions: [{ field: null, message: 'Essai ?' }] },
  previewCorrection: { questions: [{ field: null, message: 'Essai ?' }] },
  cancelCorrection: { version: 99 },
  sendMessage: { words: 'Essai' },
  previewVerdict: { kind: 'reject', words: 'Essai' },
  listUncoveredPos: { role: 'treasurer' },
  changeReasonTemplate: { version: 99, type: null, title: 'Essai encore', body: 'Essai' },
  archiveReasonTemplate: { version: 99 },
  checkChange: { type: 'removal', values: leaving },
  settle: { version: 99, settlement: {} },
  searchPos: { q: 'maquette' },
  searchEverything: { q: 'lambert' },
  takeBackEdit: { version: 99 },
  // The account is active: an activation cannot be sent.
  orderAccountAct: { act: 'resend-activation', to: 'jeanne@membres.example' },
  noteMailingWish: { kind: 'training', wanted: false },
  correctAnswers: { version: 99, values: { email: 'autre@maquette.example' } },
  takeValue: { version: 99, field: 'email', value: 'now' },
  orderRevert: { version: 99, reason: 'Essai' },
  undoApproval: { version: 99 },
  returnToStaff: { version: 99 },
  retryApplication: { version: 99 },
  saveNoticeSettings: { settings: NOTICE_KINDS.map((kind) => proposedSetting(kind, 'secretariat')) },
  readRoleWords: { columns: [0] },
  startDryRun: {
    mapping: {
      ...{ columns: ['lastName', 'firstName', 'poFase'], nameOrder: 'last-first', startDate: '2026-09-01' },
      ...{ defaultRole: 'administrator', roleWords: {} },
    },
  },
  settleImportRow: { line: 2, choice: { kind: 'names', swapped: true } },
  orderImport: { generation: 1, mode: 'rows', accepted: [], invite: 'now', inviteOn: null },
  orderInvitations: { on: null },
  setAside: { version: 99, until: null },
  saveView: { name: 'Essai', shared: false, filters: { etat: 'toutes' } },
  changeView: { name: 'Du collège', shared: true },
};
