import type { BACKOFFICE_API } from '@guichet/shared/contracts/backoffice-api';
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
import { searchPeopleRoute } from './routes/search-people.ts';
import { saveViewRoute } from './routes/save-view.ts';
import { confirmPasswordRoute } from './routes/confirm-password.ts';
import { correctAnswersRoute } from './routes/correct-answers.ts';
import { orderRevertRoute } from './routes/order-revert.ts';
import { readFormRoute } from './routes/read-form.ts';
import { takeValueRoute } from './routes/take-value.ts';
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
import type { Route } from './serve.ts';

/** One handler for each route of the contract: a contract without one does not compile. */
export const API_ROUTES = {
  signIn: signInRoute,
  readSession: readSessionRoute,
  signOut: signOutRoute,
  confirmPassword: confirmPasswordRoute,
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
  searchPeople: searchPeopleRoute,
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
  searchPos: searchPosRoute,
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
} satisfies Record<keyof typeof BACKOFFICE_API, Route>;
