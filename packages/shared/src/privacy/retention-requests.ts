import { kept, personal, plain, purged, secret, type TableRetention } from './retention-rule.ts';

const SHELL = 'la demande reste lisible (type, PO, états, dates), son contenu effacé';
const OF_REQUEST = 'request_id = any(:requests)';

/** What was sent, asked, said and decided. */
export const REQUESTS_RETENTION: Record<string, TableRetention> = {
  submission: {
    holds: 'Les envois : qui a écrit, pour quel PO',
    purpose: 'requests',
    row: kept(SHELL),
    columns: {
      ...plain(
        'id reference region_id po_id channel entered_by came_by came_on privacy_read_at idempotency_key email_confirmed_at submitter_person_id follow_sha256 created_at erased_at',
      ),
      ...personal(
        'author',
        'request',
        'po_typed submitter_name submitter_email submitter_function message body_sha256',
      ),
    },
    ofPerson: 'id = any(:envois)',
  },
  change_request: {
    holds: 'Les demandes de changement',
    purpose: 'requests',
    row: kept(SHELL),
    columns: {
      ...plain(
        'id submission_id position type state version payload_version region_id po_id findings assigned_to reverts_id corrected_at set_aside_until gravest split_from merged_into created_at settled_at waits erased_at',
      ),
      ...personal('member', 'request', 'subject settlement failure'),
    },
    ofPerson: 'id = any(:requests)',
  },
  request_payload: {
    holds: 'Ce qui était demandé, version par version',
    purpose: 'requests',
    row: kept(SHELL),
    columns: {
      ...plain('request_id version schema_version created_at'),
      ...personal('member', 'request', 'payload recorded'),
    },
    ofPerson: OF_REQUEST,
  },
  request_event: {
    holds: 'L’histoire des demandes',
    purpose: 'requests',
    row: kept(SHELL),
    columns: {
      ...plain('id request_id event from_state to_state actor_kind actor_id at'),
      ...personal('author', 'request', 'actor_label reason detail'),
    },
    ofPerson: OF_REQUEST,
  },
  decision: {
    holds: 'Les décisions et le plan qu’elles ont vu',
    purpose: 'requests',
    row: kept(SHELL),
    columns: {
      ...plain(
        'id sequence request_id kind payload_version decided_on plan_version shown_hash apply_hash acknowledged po_id person_ids chain_id staff_id at settled_at outcome',
      ),
      ...personal('member', 'request', 'plan reason'),
    },
    ofPerson: OF_REQUEST,
  },
  correction: {
    holds: 'Les questions posées aux auteurs',
    purpose: 'requests',
    row: kept(SHELL),
    columns: {
      ...plain(
        'id request_id state payload_version answered_version draft_version asked_by asked_at closed_at closed_by',
      ),
      ...personal('author', 'request', 'questions'),
      // What its author has typed and not sent is theirs alone.
      ...secret('author', 'request', 'draft'),
    },
    ofPerson: OF_REQUEST,
  },
  message: {
    holds: 'Les messages entre le secrétariat et les auteurs',
    purpose: 'requests',
    row: kept(SHELL),
    columns: {
      ...plain('id submission_id request_id author_kind staff_id at'),
      ...personal('author', 'request', 'author_label body'),
    },
    ofPerson: 'submission_id = any(:envois) or request_id = any(:requests)',
  },
  note: {
    holds: 'Les notes internes du secrétariat',
    purpose: 'requests',
    row: kept(SHELL),
    columns: { ...plain('id request_id staff_id mentions at'), ...personal('member', 'request', 'body') },
    ofPerson: OF_REQUEST,
  },
  request_search: {
    holds: 'Les mots par lesquels une demande se trouve',
    purpose: 'requests',
    row: kept('refaite avec la demande : une fois celle-ci effacée, elle ne tient plus de nom'),
    columns: {
      ...plain('request_id region_id type created_at submission_id position'),
      ...personal('member', 'request', 'words'),
    },
    ofPerson: OF_REQUEST,
  },
  request_word: {
    holds: 'Le vocabulaire de la recherche de demandes : des mots seuls',
    purpose: 'requests',
    row: purged(null, 'quand plus aucune demande ne porte le mot'),
    columns: personal('member', 'row', 'word'),
    unlinked: 'des mots seuls, dont aucun ne mène à une personne',
  },
  draft: {
    holds: 'Les envois en cours d’écriture, chiffrés',
    purpose: 'requests',
    row: purged(null, 'trente jours après leur dernière écriture'),
    columns: {
      ...plain('id secret_sha256 version created_at updated_at expires_at'),
      ...personal('author', 'row', 'content'),
    },
    unlinked: 'illisible sans le lien de son auteur : la base n’en a pas la clé',
  },
  bulk_run: {
    holds: 'Les lots ordonnés par le secrétariat',
    purpose: 'requests',
    row: kept('dit qui a ordonné quoi'),
    columns: {
      ...plain(
        'id region_id kind assignee_id staff_id undo_delay_seconds ordered_at stopped_at stopped_by finished_at',
      ),
      ...personal('member', 'request', 'reason'),
    },
    ofPerson: 'id in (select run_id from bulk_item where request_id = any(:requests))',
  },
  bulk_item: {
    holds: 'Les demandes d’un lot, et ce qu’elles sont devenues',
    purpose: 'requests',
    row: kept('dit ce que chaque demande est devenue'),
    columns: {
      ...plain('run_id place request_id version state assigned_from decision_id at'),
      ...personal('member', 'request', 'outcome'),
    },
    ofPerson: OF_REQUEST,
  },
};
