import { kept, personal, plain, purged, secret, type TableRetention } from './retention-rule.ts';

/** The work itself: mails, tasks, the audit, what the programme keeps of its own running. */
export const WORK_RETENTION: Record<string, TableRetention> = {
  mail: {
    holds: 'Les mails : à qui, quand, ce qu’ils sont devenus',
    purpose: 'mails',
    row: kept('le fait de l’envoi reste, sans adresse'),
    columns: {
      ...plain(
        'id kind cause_key person_id account_id submission_id request_id token_id state lease_owner lease_until attempts message_id response_code error_code sent_at created_at',
      ),
      ...personal('member', 'mail', 'to_address to_name params'),
    },
    ofPerson:
      'person_id = any(:person) or account_id = any(:account) or submission_id = any(:envois) or lower(to_address) = any(:emails)',
  },
  member_import: {
    holds: 'Les listes de membres apportées en fichier',
    purpose: 'register',
    row: purged('imports', 'après l’apport du fichier'),
    columns: {
      ...plain(
        'id region_id file_sha256 file_bytes described po_id header_line headers mapping state generation done total',
      ),
      ...plain(
        'failure uploaded_by uploaded_at planned_by planned_on mode accepted invite invite_on ordered_by ordered_at',
      ),
      ...plain('finished_at'),
      ...personal('member', 'row', 'file_name'),
    },
    ofPerson: 'id in (select import_id from import_row where person_ids && :person)',
    handedOut: 'une liste nomme beaucoup de personnes',
  },
  import_row: {
    holds: 'Les lignes de ces listes, et ce qu’elles sont devenues',
    purpose: 'register',
    row: purged('imports', 'avec la liste dont elle fait partie'),
    columns: {
      ...plain('import_id line state po_id person_ids creates warnings plan_hash applied_at invite_person invited_at'),
      ...personal('member', 'row', 'cells subject effects findings settlement outcome'),
    },
    ofPerson: 'person_ids && :person',
    handedOut: 'une ligne peut être celle d’une personne qui ressemble',
  },
  import_mapping: {
    holds: 'Comment les colonnes d’une liste ont été lues la dernière fois',
    purpose: 'running',
    row: kept('des titres de colonnes et des noms de rôles, rien d’une personne'),
    columns: plain('region_id headers_key mapping updated_by updated_at'),
  },
  mail_suppression: {
    holds: 'Les adresses auxquelles plus aucun mail ne part',
    purpose: 'mails',
    row: kept('sans l’adresse, on écrirait de nouveau'),
    columns: { ...plain('at'), ...personal('member', 'person', 'address_key reason') },
    ofPerson: 'address_key = any(:emails)',
  },
  outbox: {
    holds: 'Ce qui reste à faire et ce qui est fait : des identifiants',
    purpose: 'running',
    row: kept('la preuve que rien n’est fait deux fois'),
    columns: plain('id kind ref state generation attempts next_at error_code created_at done_at'),
  },
  staff_task: {
    holds: 'Les tâches du secrétariat',
    purpose: 'requests',
    row: kept('dit qu’il y a eu quelque chose à régler, et par qui'),
    columns: {
      ...plain('id region_id kind ref created_at done_at done_by'),
      ...personal('member', 'task', 'reason detail'),
    },
    ofPerson: `(detail ->> 'requestId')::uuid = any(:requests) or (detail ->> 'personId')::uuid = any(:person)
      or ref in (select id::text from mail where person_id = any(:person))`,
    handedOut: 'le travail en cours du secrétariat, qui parle aussi d’autres personnes',
  },
  reason_template: {
    holds: 'Les raisons préparées',
    purpose: 'requests',
    row: kept('des textes sans personne'),
    columns: plain('id region_id type title body version updated_by updated_at archived_at'),
  },
  notice: {
    holds: 'Les avis au secrétariat',
    purpose: 'requests',
    row: purged('notices', 'après l’avis'),
    columns: plain('id staff_id kind request_id cause browser mail digest_id created_at'),
  },
  audit_entry: {
    holds: 'Le journal : qui a fait quoi, à quoi, quand',
    purpose: 'accountability',
    row: kept('une chaîne scellée ; elle ne tient que des identifiants et une empreinte salée'),
    columns: plain('id at actor_kind actor_id action subject_type subject_id cause_id request_id digest'),
  },
  audit_seal: {
    holds: 'Les sceaux du journal',
    purpose: 'accountability',
    row: kept('la preuve que le journal n’a pas été changé'),
    columns: plain('seq entry_id previous_hash hash at'),
  },
  audit_unsealed: {
    holds: 'Les entrées qui attendent leur sceau',
    purpose: 'accountability',
    row: purged(null, 'dès que le sceau est mis'),
    columns: plain('entry_id'),
  },
  audit_check: {
    holds: 'Les vérifications du journal et ce qu’elles ont trouvé',
    purpose: 'accountability',
    row: kept('prouve que le journal est vérifié ; des nombres et l’empreinte de la chaîne'),
    columns: plain('id ordered_by ordered_at started_at finished_at checked total verdict'),
  },
  audit_value: {
    holds: 'Les valeurs du journal, avant et après',
    purpose: 'accountability',
    row: purged('audit-values', 'après l’acte ; une entrée scellée le dit'),
    columns: { ...plain('entry_id salt'), ...personal('member', 'audit', 'before after') },
    ofPerson: `entry_id in (select id from audit_entry where request_id = any(:requests)
      or (subject_type = 'person' and subject_id = any(:person::text[])) or (subject_type = 'account' and subject_id = any(:account::text[])))`,
  },
  personal_part: {
    holds: 'Ce que l’export d’un membre lit de chaque table',
    purpose: 'running',
    row: kept('des noms de tables et de colonnes, sans personne'),
    columns: plain('name position columns condition'),
  },
  heartbeat: {
    holds: 'Les signes de vie du programme',
    purpose: 'running',
    row: purged(null, 'un jour après le dernier signe'),
    columns: plain('process instance at detail'),
  },
  rate_limit: {
    holds: 'Les compteurs d’essais',
    purpose: 'running',
    row: purged('sessions', 'après la fin du compteur'),
    columns: { ...plain('points expire'), ...secret('visitor', 'row', 'key') },
    unlinked: 'une empreinte d’adresse réseau, qui ne mène à personne',
  },
  erasure: {
    holds: 'Les effacements demandés et faits',
    purpose: 'accountability',
    row: kept('prouve que le droit à l’effacement a été respecté ; des identifiants et des nombres'),
    columns: plain(
      'id person_id region_id ground ordered_by ordered_at confirmed_by confirmed_at state counts done_at',
    ),
  },
  export_run: {
    holds: 'Les listes exportées par le secrétariat : qui, laquelle, avec quels filtres',
    purpose: 'accountability',
    row: purged(null, 'sept jours après la commande ; le journal garde qui a exporté quoi'),
    columns: {
      ...plain(
        'id staff_id region_id list format state attempt total rows bytes error ordered_at finished_at expires_at',
      ),
      ...personal('member', 'row', 'filters'),
    },
    unlinked: 'des filtres et des mots cherchés, gardés une semaine',
  },
  export_chunk: {
    holds: 'Les fichiers exportés, en morceaux',
    purpose: 'register',
    row: purged(null, '32 heures après que le fichier est prêt, ou dès que son auteur le supprime'),
    columns: { ...plain('run_id attempt place'), ...personal('member', 'row', 'content') },
    unlinked: 'la copie d’une liste, gardée 32 heures, où personne ne se cherche',
  },
  retention_run: {
    holds: 'Les passages de la conservation et leur rapport',
    purpose: 'accountability',
    row: kept('prouve que les durées sont respectées ; des nombres'),
    columns: plain('id ordered_by ordered_at started_at finished_at periods counts'),
  },
};
