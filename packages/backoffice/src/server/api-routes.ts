import type { BACKOFFICE_API } from '@guichet/shared/contracts/backoffice-api';
import { ACCOUNT_ROUTES } from './account-routes.ts';
import { MAILING_ROUTES } from './mailing-routes.ts';
import { askCorrectionRoute } from './routes/ask-correction.ts';
import { approveEnvoiRoute } from './routes/approve-envoi.ts';
import { approveRoute } from './routes/approve.ts';
import { assignRoute } from './routes/assign.ts';
import { cancelCorrectionRoute } from './routes/cancel-correction.ts';
import { changeViewRoute } from './routes/change-view.ts';
import { closeByHandRoute } from './routes/close-by-hand.ts';
import { deleteViewRoute } from './routes/delete-view.ts';
import { endPresenceRoute } from './routes/end-presence.ts';
import { finishTaskRoute } from './routes/finish-task.ts';
import { keepPresenceRoute } from './routes/keep-presence.ts';
import { listColleaguesRoute } from './routes/list-colleagues.ts';
import { listPresenceRoute } from './routes/list-presence.ts';
import { listMergeCandidatesRoute } from './routes/list-merge-candidates.ts';
import { listRequestsRoute } from './routes/list-requests.ts';
import { listPosRoute } from './routes/list-pos.ts';
import { readPoChoicesRoute } from './routes/read-po-choices.ts';
import { listTasksRoute } from './routes/list-tasks.ts';
import { listViewsRoute } from './routes/list-views.ts';
import { listNoticesRoute } from './routes/list-notices.ts';
import { openLiveRoute } from './routes/open-live.ts';
import { mergeRoute } from './routes/merge.ts';
import { previewCorrectionRoute } from './routes/preview-correction.ts';
import { readApiDescriptionRoute } from './routes/read-api-description.ts';
import { readEnvoiPlanRoute } from './routes/read-envoi-plan.ts';
import { listBulkItemsRoute } from './routes/list-bulk-items.ts';
import { listBulkRunsRoute } from './routes/list-bulk-runs.ts';
import { orderBulkRoute } from './routes/order-bulk.ts';
import { previewBulkRoute } from './routes/preview-bulk.ts';
import { readBulkRunRoute } from './routes/read-bulk-run.ts';
import { readNoticeSettingsRoute } from './routes/read-notice-settings.ts';
import { saveNoticeSettingsRoute } from './routes/save-notice-settings.ts';
import { readPoFileRoute } from './routes/read-po-file.ts';
import { readRequestRoute } from './routes/read-request.ts';
import { readStandingRoute } from './routes/read-standing.ts';
import { rejectRoute } from './routes/reject.ts';
import { retryApplicationRoute } from './routes/retry-application.ts';
import { returnToStaffRoute } from './routes/return-to-staff.ts';
import { listReadingsRoute } from './routes/list-readings.ts';
import { orderAccountActRoute } from './routes/order-account-act.ts';
import { noteMailingWishRoute } from './routes/note-mailing-wish.ts';
import { previewPersonMailRoute } from './routes/preview-person-mail.ts';
import { readPersonRoute } from './routes/read-person.ts';
import { listPeopleRoute } from './routes/list-people.ts';
import { readDashboardRoute } from './routes/read-dashboard.ts';
import { listUndeliveredRoute } from './routes/list-undelivered.ts';
import { searchEverythingRoute } from './routes/search-everything.ts';
import { saveViewRoute } from './routes/save-view.ts';
import { correctAnswersRoute } from './routes/correct-answers.ts';
import { orderRevertRoute } from './routes/order-revert.ts';
import { readFormRoute } from './routes/read-form.ts';
import { takeValueRoute } from './routes/take-value.ts';
import { previewExportRoute } from './routes/preview-export.ts';
import { orderExportRoute } from './routes/order-export.ts';
import { listExportsRoute } from './routes/list-exports.ts';
import { readExportFileRoute } from './routes/read-export-file.ts';
import { deleteExportRoute } from './routes/delete-export.ts';
import { printLabelsRoute } from './routes/print-labels.ts';
import { searchPosRoute } from './routes/search-pos.ts';
import { sendMessageRoute } from './routes/send-message.ts';
import { setAsideRoute } from './routes/set-aside.ts';
import { settleRoute } from './routes/settle.ts';
import { stopBulkRoute } from './routes/stop-bulk.ts';
import { splitRoute } from './routes/split.ts';
import { unmergeRoute } from './routes/unmerge.ts';
import { undoApprovalRoute } from './routes/undo-approval.ts';
import { undoBulkRoute } from './routes/undo-bulk.ts';
import { addNoteRoute } from './routes/add-note.ts';
import { archiveReasonTemplateRoute } from './routes/archive-reason-template.ts';
import { changeReasonTemplateRoute } from './routes/change-reason-template.ts';
import { createReasonTemplateRoute } from './routes/create-reason-template.ts';
import { listReasonTemplatesRoute } from './routes/list-reason-templates.ts';
import { listReasonsRoute } from './routes/list-reasons.ts';
import { previewVerdictRoute } from './routes/preview-verdict.ts';
import { retryMailRoute } from './routes/retry-mail.ts';
import { checkChangeRoute } from './routes/check-change.ts';
import { enterChangesRoute } from './routes/enter-changes.ts';
import { readEntryOptionsRoute } from './routes/read-entry-options.ts';
import { orderEditRoute } from './routes/order-edit.ts';
import { previewEditRoute } from './routes/preview-edit.ts';
import { startEditRoute } from './routes/start-edit.ts';
import { takeBackEditRoute } from './routes/take-back-edit.ts';
import { listDuplicatesRoute } from './routes/list-duplicates.ts';
import { countDuplicatesRoute } from './routes/count-duplicates.ts';
import { readDuplicateRoute } from './routes/read-duplicate.ts';
import { previewMergeRoute } from './routes/preview-merge.ts';
import { mergePersonsRoute } from './routes/merge-persons.ts';
import { markDifferentRoute } from './routes/mark-different.ts';
import { reopenPairRoute } from './routes/reopen-pair.ts';
import { readRetentionRoute } from './routes/read-retention.ts';
import { orderRetentionRoute } from './routes/order-retention.ts';
import { exportPersonDataRoute } from './routes/export-person-data.ts';
import { previewErasureRoute } from './routes/preview-erasure.ts';
import { orderErasureRoute } from './routes/order-erasure.ts';
import { confirmErasureRoute } from './routes/confirm-erasure.ts';
import { uploadImportRoute } from './routes/upload-import.ts';
import { listImportsRoute } from './routes/list-imports.ts';
import { readImportRoute } from './routes/read-import.ts';
import { readRoleWordsRoute } from './routes/read-role-words.ts';
import { startDryRunRoute } from './routes/start-dry-run.ts';
import { listImportRowsRoute } from './routes/list-import-rows.ts';
import { readRefusalsRoute } from './routes/read-refusals.ts';
import { settleImportRowRoute } from './routes/settle-import-row.ts';
import { orderImportRoute } from './routes/order-import.ts';
import { stopImportRoute } from './routes/stop-import.ts';
import { orderInvitationsRoute } from './routes/order-invitations.ts';
import { listJournalRoute } from './routes/list-journal.ts';
import { listAuditChecksRoute } from './routes/list-audit-checks.ts';
import { orderAuditCheckRoute } from './routes/order-audit-check.ts';
import { changeSettingRoute } from './routes/change-setting.ts';
import { previewSettingRoute } from './routes/preview-setting.ts';
import { readSettingsRoute } from './routes/read-settings.ts';
import { listVerificationsRoute } from './routes/list-verifications.ts';
import { previewVerificationRoute } from './routes/preview-verification.ts';
import { launchVerificationRoute } from './routes/launch-verification.ts';
import { remindVerificationRoute } from './routes/remind-verification.ts';
import { readPoFreshnessRoute } from './routes/read-po-freshness.ts';
import { askVerificationRoute } from './routes/ask-verification.ts';
import { readHealthRoute } from './routes/read-health.ts';
import { listPlatformsRoute } from './routes/list-platforms.ts';
import { createPlatformRoute } from './routes/create-platform.ts';
import { changePlatformRoute } from './routes/change-platform.ts';
import { renewPlatformSecretRoute } from './routes/renew-platform-secret.ts';
import { disablePlatformRoute } from './routes/disable-platform.ts';
import { enablePlatformRoute } from './routes/enable-platform.ts';
import { listResourcesRoute } from './routes/list-resources.ts';
import { createResourceRoute } from './routes/create-resource.ts';
import { changeResourceRoute } from './routes/change-resource.ts';
import { archiveResourceRoute } from './routes/archive-resource.ts';
import { orderResourcesRoute } from './routes/order-resources.ts';
import { uploadResourceFileRoute } from './routes/upload-resource-file.ts';
import { readResourceFileRoute } from './routes/read-resource-file.ts';
import { previewMenuRoute } from './routes/preview-menu.ts';
import { changeAdministratorRolesRoute } from './routes/change-administrator-roles.ts';
import type { Route } from './serve.ts';

/** One handler for each route of the contract: a contract without one does not compile. */
export const API_ROUTES = {
  ...ACCOUNT_ROUTES,
  listRequests: listRequestsRoute,
  readRequest: readRequestRoute,
  readStanding: readStandingRoute,
  readEnvoiPlan: readEnvoiPlanRoute,
  approve: approveRoute,
  approveEnvoi: approveEnvoiRoute,
  listMergeCandidates: listMergeCandidatesRoute,
  split: splitRoute,
  merge: mergeRoute,
  unmerge: unmergeRoute,
  reject: rejectRoute,
  closeByHand: closeByHandRoute,
  askCorrection: askCorrectionRoute,
  previewCorrection: previewCorrectionRoute,
  cancelCorrection: cancelCorrectionRoute,
  sendMessage: sendMessageRoute,
  settle: settleRoute,
  readForm: readFormRoute,
  correctAnswers: correctAnswersRoute,
  takeValue: takeValueRoute,
  orderRevert: orderRevertRoute,
  undoApproval: undoApprovalRoute,
  returnToStaff: returnToStaffRoute,
  retryApplication: retryApplicationRoute,
  readPerson: readPersonRoute,
  listReadings: listReadingsRoute,
  previewPersonMail: previewPersonMailRoute,
  orderAccountAct: orderAccountActRoute,
  noteMailingWish: noteMailingWishRoute,
  searchEverything: searchEverythingRoute,
  listPeople: listPeopleRoute,
  readDashboard: readDashboardRoute,
  listUndelivered: listUndeliveredRoute,
  assign: assignRoute,
  setAside: setAsideRoute,
  listColleagues: listColleaguesRoute,
  listViews: listViewsRoute,
  saveView: saveViewRoute,
  changeView: changeViewRoute,
  deleteView: deleteViewRoute,
  previewBulk: previewBulkRoute,
  orderBulk: orderBulkRoute,
  listBulkRuns: listBulkRunsRoute,
  readBulkRun: readBulkRunRoute,
  listBulkItems: listBulkItemsRoute,
  stopBulk: stopBulkRoute,
  undoBulk: undoBulkRoute,
  readEntryOptions: readEntryOptionsRoute,
  checkChange: checkChangeRoute,
  enterChanges: enterChangesRoute,
  startEdit: startEditRoute,
  previewEdit: previewEditRoute,
  orderEdit: orderEditRoute,
  takeBackEdit: takeBackEditRoute,
  listDuplicates: listDuplicatesRoute,
  countDuplicates: countDuplicatesRoute,
  readDuplicate: readDuplicateRoute,
  previewMerge: previewMergeRoute,
  mergePersons: mergePersonsRoute,
  markDifferent: markDifferentRoute,
  reopenPair: reopenPairRoute,
  uploadImport: uploadImportRoute,
  listImports: listImportsRoute,
  readImport: readImportRoute,
  readRoleWords: readRoleWordsRoute,
  startDryRun: startDryRunRoute,
  listImportRows: listImportRowsRoute,
  readRefusals: readRefusalsRoute,
  settleImportRow: settleImportRowRoute,
  orderImport: orderImportRoute,
  stopImport: stopImportRoute,
  orderInvitations: orderInvitationsRoute,
  previewExport: previewExportRoute,
  orderExport: orderExportRoute,
  listExports: listExportsRoute,
  readExportFile: readExportFileRoute,
  deleteExport: deleteExportRoute,
  printLabels: printLabelsRoute,
  searchPos: searchPosRoute,
  listPos: listPosRoute,
  readPoChoices: readPoChoicesRoute,
  readPoFile: readPoFileRoute,
  listTasks: listTasksRoute,
  finishTask: finishTaskRoute,
  addNote: addNoteRoute,
  archiveReasonTemplate: archiveReasonTemplateRoute,
  changeReasonTemplate: changeReasonTemplateRoute,
  createReasonTemplate: createReasonTemplateRoute,
  listReasonTemplates: listReasonTemplatesRoute,
  listReasons: listReasonsRoute,
  previewVerdict: previewVerdictRoute,
  retryMail: retryMailRoute,
  readApiDescription: readApiDescriptionRoute,
  openLive: openLiveRoute,
  listNotices: listNoticesRoute,
  readNoticeSettings: readNoticeSettingsRoute,
  saveNoticeSettings: saveNoticeSettingsRoute,
  listPresence: listPresenceRoute,
  keepPresence: keepPresenceRoute,
  endPresence: endPresenceRoute,
  readHealth: readHealthRoute,
  listPlatforms: listPlatformsRoute,
  createPlatform: createPlatformRoute,
  changePlatform: changePlatformRoute,
  renewPlatformSecret: renewPlatformSecretRoute,
  disablePlatform: disablePlatformRoute,
  enablePlatform: enablePlatformRoute,
  listResources: listResourcesRoute,
  createResource: createResourceRoute,
  changeResource: changeResourceRoute,
  archiveResource: archiveResourceRoute,
  orderResources: orderResourcesRoute,
  uploadResourceFile: uploadResourceFileRoute,
  readResourceFile: readResourceFileRoute,
  previewMenu: previewMenuRoute,
  changeAdministratorRoles: changeAdministratorRolesRoute,
  ...MAILING_ROUTES,
  listJournal: listJournalRoute,
  listAuditChecks: listAuditChecksRoute,
  orderAuditCheck: orderAuditCheckRoute,
  readRetention: readRetentionRoute,
  orderRetention: orderRetentionRoute,
  exportPersonData: exportPersonDataRoute,
  previewErasure: previewErasureRoute,
  orderErasure: orderErasureRoute,
  confirmErasure: confirmErasureRoute,
  listVerifications: listVerificationsRoute,
  previewVerification: previewVerificationRoute,
  launchVerification: launchVerificationRoute,
  remindVerification: remindVerificationRoute,
  readPoFreshness: readPoFreshnessRoute,
  askVerification: askVerificationRoute,
  readSettings: readSettingsRoute,
  previewSetting: previewSettingRoute,
  changeSetting: changeSettingRoute,
} satisfies Record<keyof typeof BACKOFFICE_API, Route>;
