/**
 * What each process may do with each table, in full: table, then role, then privileges; in brackets, the only columns.
 * A role that is not named may do nothing. The migrator owns the tables, and is no process that serves anybody.
 */
export const TABLE_RIGHTS: Record<string, Partial<Record<ServingRole, string>>> = {
  audit_entry: { backoffice: 'insert', extranet: 'insert', worker: 'select, insert' },
  audit_seal: { worker: 'select, insert' },
  audit_unsealed: { worker: 'select, delete' },
  audit_value: { backoffice: 'insert', extranet: 'insert', worker: 'insert' },
  bulk_item: {
    backoffice: 'select, insert, update (state outcome at)',
    worker: 'select, update (state outcome decision_id at)',
  },
  bulk_run: {
    backoffice: 'select, insert, update (stopped_at stopped_by finished_at)',
    worker: 'select, update (finished_at)',
  },
  cause: { backoffice: 'select', extranet: 'select (id kind request_id at)', worker: 'select, insert' },
  change_request: {
    backoffice:
      'select, insert, update (state version payload_version po_id settlement findings failure assigned_to settled_at)',
    extranet: 'select (id submission_id)',
    worker: 'select, update (state version po_id findings failure assigned_to settled_at)',
  },
  correction: {
    backoffice:
      'insert, select (id request_id questions state payload_version answered_version asked_by asked_at closed_at closed_by), update (state draft closed_at closed_by)',
    worker:
      'select (id request_id questions state payload_version answered_version asked_by asked_at closed_at closed_by), update (state draft closed_at)',
  },
  decision: {
    backoffice: 'select, insert, update (settled_at outcome)',
    worker: 'select, insert, update (settled_at outcome)',
  },
  draft: { worker: 'delete, select (id expires_at)' },
  field_change: {
    backoffice: 'select',
    extranet: 'select (id subject_type subject_id field cause_id at)',
    worker: 'select, insert',
  },
  heartbeat: { worker: 'select, insert, update, delete' },
  import_run: {},
  known_word: {},
  mail: {
    backoffice: 'select, insert',
    extranet: 'insert, select (id cause_key)',
    worker: 'select, insert, update',
  },
  mail_suppression: { worker: 'select' },
  mandate: { backoffice: 'select', extranet: 'select', worker: 'select, insert, update' },
  member_account: { backoffice: 'select', extranet: 'select, update', worker: 'select, insert, update' },
  member_credential: {
    extranet: 'select, insert, update',
    worker: 'select (id user_id), update (password updated_at)',
  },
  member_session: { extranet: 'select, insert, update, delete', worker: 'delete, select (id user_id)' },
  member_verification: { extranet: 'select, insert, update, delete' },
  message: { backoffice: 'select, insert', worker: 'select' },
  outbox: {
    backoffice: 'select, insert, update (state done_at)',
    extranet: 'insert, select (state next_at)',
    worker: 'select, insert, update',
  },
  person: { backoffice: 'select, update (updated_at)', extranet: 'select', worker: 'select, insert, update' },
  po: {
    intake:
      'select (id fase name enterprise_number street number box postcode locality country municipality region_id search)',
    backoffice: 'select, update (updated_at)',
    extranet: 'select',
    worker: 'select, update',
  },
  po_words: { intake: 'select', backoffice: 'select' },
  rate_limit: {
    intake: 'select, insert, update, delete',
    backoffice: 'select, insert, update, delete',
    extranet: 'select, insert, update, delete',
  },
  region: { intake: 'select (id name email phone)', backoffice: 'select', extranet: 'select', worker: 'select' },
  request_event: { backoffice: 'select, insert', worker: 'select, insert' },
  request_payload: { backoffice: 'select, insert', worker: 'select, update (recorded)' },
  request_search: { backoffice: 'select' },
  request_word: {},
  resource: { extranet: 'select' },
  role_assignment: { backoffice: 'select', extranet: 'select', worker: 'select, insert, update' },
  school: {
    intake: 'select (id fase po_id name level postcode locality municipality closed_on search)',
    backoffice: 'select',
    extranet: 'select',
    worker: 'select, insert, update',
  },
  school_site: { backoffice: 'select', extranet: 'select', worker: 'select' },
  site: { backoffice: 'select', extranet: 'select', worker: 'select' },
  staff_credential: { backoffice: 'select, update' },
  staff_session: { backoffice: 'select, insert, update, delete' },
  staff_task: { backoffice: 'select, insert, update (done_at done_by)', worker: 'select, insert' },
  staff_user: { backoffice: 'select, update', worker: 'select (id name region_id role person_id disabled_at)' },
  staff_verification: { backoffice: 'select, insert, update, delete' },
  submission: {
    backoffice: 'select, insert',
    extranet: 'select (id reference)',
    worker: 'select, update (submitter_person_id)',
  },
  token: {
    extranet: 'select, insert, update (used_at voided_at)',
    worker: 'select, insert, update (voided_at)',
  },
  token_door: { extranet: 'insert' },
  token_draft: { worker: 'delete, select (draft_id)' },
};

/** Functions of ours that a process may call; trigger functions and the like nobody may. */
export const FUNCTION_RIGHTS: Record<string, ServingRole[]> = {
  acknowledged_lately: [],
  answer_correction: ['intake'],
  ask_answers_copy: ['intake'],
  ask_tracking_link: ['intake'],
  ask_resume_link: ['intake'],
  check_role_inside_mandate: [],
  close_draft: ['intake'],
  confirm_submitter_email: ['intake'],
  enter_by_door: ['intake'],
  erase_draft: ['intake'],
  follow_resume_link: ['intake'],
  fold: ['intake', 'backoffice', 'extranet', 'worker'],
  hold_acknowledgement: [],
  load_draft: ['intake'],
  followed_envoi: [],
  near_request_words: ['backoffice'],
  near_words: ['intake', 'backoffice'],
  note_unsealed_audit: [],
  open_same_changes: ['intake'],
  po_words_of_changed_pos: [],
  po_words_of_changed_schools: [],
  po_words_of_moved_schools: [],
  read_answers: ['intake'],
  read_correction: ['intake'],
  read_heartbeats: ['intake', 'backoffice', 'extranet', 'worker'],
  read_receipt: ['intake'],
  read_staff_acts: ['intake'],
  refresh_po_words: [],
  refresh_request_search: ['worker'],
  refuse_rewriting_audit: [],
  release_acknowledgements: [],
  save_draft: ['intake'],
  search_changed_request: [],
  search_requests_of_changed_po: [],
  search_words_of: [],
  sent_draft_version: ['intake'],
  save_correction_draft: ['intake'],
  settled_lately: ['intake'],
  stop_correction_clock: ['backoffice'],
  submit_changes: ['intake'],
  track_submission: ['intake'],
  withdraw_request: ['intake'],
  write_message: ['intake'],
};

export const SERVING_ROLES = ['intake', 'backoffice', 'extranet', 'worker'] as const;
export type ServingRole = (typeof SERVING_ROLES)[number];
