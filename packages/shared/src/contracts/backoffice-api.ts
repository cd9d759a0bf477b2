import { listSilentPos, nameAudience, previewAudience, readAudienceChoices } from './audience-preview.ts';
import * as audiences from './audiences.ts';
import * as bulk from './bulk.ts';
import * as edits from './edits.ts';
import type { Contract } from './contract.ts';
import { readApiDescription } from './describe-api.ts';
import * as decisions from './decisions.ts';
import {
  countDuplicates,
  listDuplicates,
  markDifferent,
  mergePersons,
  previewMerge,
  readDuplicate,
  reopenPair,
} from './duplicates.ts';
import * as entries from './entries.ts';
import { deleteExport, listExports, orderExport, previewExport, readExportFile } from './exports.ts';
import { addNote } from './notes.ts';
import { readHealth } from './health.ts';
import { listAuditChecks, listJournal, orderAuditCheck } from './journal.ts';
import * as memberImports from './member-imports.ts';
import * as persons from './persons.ts';
import { readDashboard } from './dashboard.ts';
import { listUncoveredPos, readCoverage } from './coverage.ts';
import { listPeople } from './people-list.ts';
import {
  checkMailing,
  listMailingRecipients,
  pauseMailing,
  readMailingProgress,
  resumeMailing,
  retryMailingMails,
  sendBackMailing,
  sendMailing,
  stopMailing,
  submitMailing,
  takeBackMailing,
} from './mailing-sending.ts';
import * as mailingProofs from './mailing-proofs.ts';
import * as mailings from './mailings.ts';
import { listMergeCandidates } from './merge.ts';
import { readEnvoiPlan } from './envoi-plan.ts';
import { printLabels } from './labels.ts';
import { openLive } from './live.ts';
import { listNotices, readNoticeSettings, saveNoticeSettings } from './notices.ts';
import { listPos, readPoChoices } from './po-list.ts';
import { readPoFile, searchPos } from './pos.ts';
import { endPresence, keepPresence, listPresence } from './presence.ts';
import * as ownAccount from './own-account.ts';
import * as privacy from './privacy.ts';
import * as reasonTemplates from './reason-templates.ts';
import { listRequests } from './request-list.ts';
import { readRequest, readStanding } from './request-view.ts';
import { changeView, deleteView, listViews, saveView } from './saved-views.ts';
import { correctAnswers, orderRevert, readForm, takeValue } from './second-look.ts';
import { searchEverything } from './search.ts';
import * as platforms from './platforms.ts';
import * as resources from './resources.ts';
import * as settings from './settings.ts';
import { listUndelivered } from './undelivered.ts';
import * as verification from './verification.ts';
import * as session from './session.ts';
import { finishTask, listTasks, retryMail } from './staff-tasks.ts';
import * as team from './team.ts';
import { assign, listColleagues, setAside } from './triage.ts';
import { previewVerdict } from './verdict-preview.ts';

/** Every route of the back office's API: what the server must mount, the tests walk and the documentation lists. */
export const BACKOFFICE_API = {
  ...session,
  ...ownAccount,
  ...team,
  listRequests,
  readRequest,
  readStanding,
  readEnvoiPlan,
  listMergeCandidates,
  ...decisions,
  readForm,
  correctAnswers,
  takeValue,
  orderRevert,
  ...persons,
  searchEverything,
  listPeople,
  readDashboard,
  listUndelivered,
  previewAudience,
  listSilentPos,
  nameAudience,
  readAudienceChoices,
  listAudiences: audiences.listAudiences,
  createAudience: audiences.createAudience,
  changeAudience: audiences.changeAudience,
  archiveAudience: audiences.archiveAudience,
  readCoverage,
  listUncoveredPos,
  assign,
  setAside,
  listColleagues,
  listViews,
  saveView,
  changeView,
  deleteView,
  ...bulk,
  ...entries,
  ...edits,
  listDuplicates,
  countDuplicates,
  readDuplicate,
  previewMerge,
  mergePersons,
  markDifferent,
  reopenPair,
  ...memberImports,
  previewExport,
  orderExport,
  listExports,
  readExportFile,
  deleteExport,
  printLabels,
  searchPos,
  listPos,
  readPoChoices,
  readPoFile,
  listTasks,
  finishTask,
  retryMail,
  addNote,
  previewVerdict,
  ...reasonTemplates,
  ...privacy,
  ...settings,
  ...verification,
  readHealth,
  ...platforms,
  ...resources,
  ...mailings,
  checkMailing,
  listMailingRecipients,
  pauseMailing,
  readMailingProgress,
  resumeMailing,
  retryMailingMails,
  sendBackMailing,
  sendMailing,
  stopMailing,
  submitMailing,
  takeBackMailing,
  ...mailingProofs,
  listJournal,
  listAuditChecks,
  orderAuditCheck,
  readApiDescription,
  openLive,
  listNotices,
  readNoticeSettings,
  saveNoticeSettings,
  listPresence,
  keepPresence,
  endPresence,
} satisfies Record<string, Contract>;
