import type { BACKOFFICE_API } from '@guichet/shared/contracts/backoffice-api';
import { previewAudienceRoute } from './routes/preview-audience.ts';
import { listSilentPosRoute } from './routes/list-silent-pos.ts';
import { nameAudienceRoute } from './routes/name-audience.ts';
import { readAudienceChoicesRoute } from './routes/read-audience-choices.ts';
import { listAudiencesRoute } from './routes/list-audiences.ts';
import { createAudienceRoute } from './routes/create-audience.ts';
import { changeAudienceRoute } from './routes/change-audience.ts';
import { archiveAudienceRoute } from './routes/archive-audience.ts';
import { readCoverageRoute } from './routes/read-coverage.ts';
import { listUncoveredPosRoute } from './routes/list-uncovered-pos.ts';
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
import { readSessionRoute } from './routes/read-session.ts';
import { readStandingRoute } from './routes/read-standing.ts';
import { rejectRoute } from './routes/reject.ts';
import { retryApplicationRoute } from './routes/retry-application.ts';
import { returnToStaffRoute } from './routes/return-to-staff.ts';
import { listReadingsRoute } from './routes/list-readings.ts';
import { orderAccountActRoute } from './routes/order-account-act.ts';
import { previewPersonMailRoute } from './routes/preview-person-mail.ts';
import { readPersonRoute } from './routes/read-person.ts';
import { listPeopleRoute } from './routes/list-people.ts';
import { readDashboardRoute } from './routes/read-dashboard.ts';
import { searchEverythingRoute } from './routes/search-everything.ts';
import { saveViewRoute } from './routes/save-view.ts';
import { confirmPasswordRoute } from './routes/confirm-password.ts';
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
import { signInRoute } from './routes/sign-in.ts';
import { signOutRoute } from './routes/sign-out.ts';
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
import { readSignInStageRoute } from './routes/read-sign-in-stage.ts';
import { proveCodeRoute } from './routes/prove-code.ts';
import { proveRecoveryCodeRoute } from './routes/prove-recovery-code.ts';
import { askPasskeyRoute } from './routes/ask-passkey.ts';
import { signInByPasskeyRoute } from './routes/sign-in-by-passkey.ts';
import { confirmByPasskeyRoute } from './routes/confirm-by-passkey.ts';
import { forgotPasswordRoute } from './routes/forgot-password.ts';
import { readInvitationRoute } from './routes/read-invitation.ts';
import { acceptInvitationRoute } from './routes/accept-invitation.ts';
import { readPasswordLinkRoute } from './routes/read-password-link.ts';
import { choosePasswordRoute } from './routes/choose-password.ts';
import { readAccountRoute } from './routes/read-account.ts';
import { changePasswordRoute } from './routes/change-password.ts';
import { beginTotpRoute } from './routes/begin-totp.ts';
import { confirmTotpRoute } from './routes/confirm-totp.ts';
import { removeTotpRoute } from './routes/remove-totp.ts';
import { beginPasskeyRoute } from './routes/begin-passkey.ts';
import { addPasskeyRoute } from './routes/add-passkey.ts';
import { renamePasskeyRoute } from './routes/rename-passkey.ts';
import { removePasskeyRoute } from './routes/remove-passkey.ts';
import { renewRecoveryCodesRoute } from './routes/renew-recovery-codes.ts';
import { endSessionRoute } from './routes/end-session.ts';
import { endOtherSessionsRoute } from './routes/end-other-sessions.ts';
import { listTeamRoute } from './routes/list-team.ts';
import { inviteStaffRoute } from './routes/invite-staff.ts';
import { resendInvitationRoute } from './routes/resend-invitation.ts';
import { endStaffAccessRoute } from './routes/end-staff-access.ts';
import { restoreStaffAccessRoute } from './routes/restore-staff-access.ts';
import { changeStaffRoleRoute } from './routes/change-staff-role.ts';
import { linkStaffPersonRoute } from './routes/link-staff-person.ts';
import { resetStaffFactorsRoute } from './routes/reset-staff-factors.ts';
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
import { SENDING_ROUTES } from './sending-routes.ts';
import { listMailingsRoute } from './routes/list-mailings.ts';
import { readMailingRoute } from './routes/read-mailing.ts';
import { createMailingRoute } from './routes/create-mailing.ts';
import { saveMailingRoute } from './routes/save-mailing.ts';
import { discardMailingRoute } from './routes/discard-mailing.ts';
import { uploadMailingFileRoute } from './routes/upload-mailing-file.ts';
import { readMailingFileRoute } from './routes/read-mailing-file.ts';
import { listMailingTemplatesRoute } from './routes/list-mailing-templates.ts';
import { createMailingTemplateRoute } from './routes/create-mailing-template.ts';
import { changeMailingTemplateRoute } from './routes/change-mailing-template.ts';
import { archiveMailingTemplateRoute } from './routes/archive-mailing-template.ts';
import { listMailingReadersRoute } from './routes/list-mailing-readers.ts';
import { previewMailingRoute } from './routes/preview-mailing.ts';
import { showMailingRoute } from './routes/show-mailing.ts';
import { readMailingTextRoute } from './routes/read-mailing-text.ts';
import { testMailingRoute } from './routes/test-mailing.ts';
import { checkMailingRoute } from './routes/check-mailing.ts';
import { checkMessageRoute } from './routes/check-message.ts';
import type { Route } from './serve.ts';

/** One handler for each route of the contract: a contract without one does not compile. */
export const API_ROUTES = {
  signIn: signInRoute,
  readSession: readSessionRoute,
  signOut: signOutRoute,
  confirmPassword: confirmPasswordRoute,
  readSignInStage: readSignInStageRoute,
  proveCode: proveCodeRoute,
  proveRecoveryCode: proveRecoveryCodeRoute,
  askPasskey: askPasskeyRoute,
  signInByPasskey: signInByPasskeyRoute,
  confirmByPasskey: confirmByPasskeyRoute,
  forgotPassword: forgotPasswordRoute,
  readInvitation: readInvitationRoute,
  acceptInvitation: acceptInvitationRoute,
  readPasswordLink: readPasswordLinkRoute,
  choosePassword: choosePasswordRoute,
  readAccount: readAccountRoute,
  changePassword: changePasswordRoute,
  beginTotp: beginTotpRoute,
  confirmTotp: confirmTotpRoute,
  removeTotp: removeTotpRoute,
  beginPasskey: beginPasskeyRoute,
  addPasskey: addPasskeyRoute,
  renamePasskey: renamePasskeyRoute,
  removePasskey: removePasskeyRoute,
  renewRecoveryCodes: renewRecoveryCodesRoute,
  endSession: endSessionRoute,
  endOtherSessions: endOtherSessionsRoute,
  listTeam: listTeamRoute,
  inviteStaff: inviteStaffRoute,
  resendInvitation: resendInvitationRoute,
  endStaffAccess: endStaffAccessRoute,
  restoreStaffAccess: restoreStaffAccessRoute,
  changeStaffRole: changeStaffRoleRoute,
  linkStaffPerson: linkStaffPersonRoute,
  resetStaffFactors: resetStaffFactorsRoute,
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
  searchEverything: searchEverythingRoute,
  listPeople: listPeopleRoute,
  readDashboard: readDashboardRoute,
  previewAudience: previewAudienceRoute,
  listSilentPos: listSilentPosRoute,
  nameAudience: nameAudienceRoute,
  readAudienceChoices: readAudienceChoicesRoute,
  listAudiences: listAudiencesRoute,
  createAudience: createAudienceRoute,
  changeAudience: changeAudienceRoute,
  archiveAudience: archiveAudienceRoute,
  readCoverage: readCoverageRoute,
  listUncoveredPos: listUncoveredPosRoute,
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
  ...SENDING_ROUTES,
  listMailings: listMailingsRoute,
  readMailing: readMailingRoute,
  createMailing: createMailingRoute,
  saveMailing: saveMailingRoute,
  discardMailing: discardMailingRoute,
  uploadMailingFile: uploadMailingFileRoute,
  readMailingFile: readMailingFileRoute,
  listMailingTemplates: listMailingTemplatesRoute,
  createMailingTemplate: createMailingTemplateRoute,
  changeMailingTemplate: changeMailingTemplateRoute,
  archiveMailingTemplate: archiveMailingTemplateRoute,
  listMailingReaders: listMailingReadersRoute,
  previewMailing: previewMailingRoute,
  showMailing: showMailingRoute,
  readMailingText: readMailingTextRoute,
  testMailing: testMailingRoute,
  checkMailing: checkMailingRoute,
  checkMessage: checkMessageRoute,
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
