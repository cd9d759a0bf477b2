// The floor of a submission: bare node:http and one postgres.js statement that inserts the rows which the product
// inserts, for a body that it reads and does not look at. No validation, no limits, no headers, no log.
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const postgres = createRequire(new URL('../packages/shared/package.json', import.meta.url))('postgres');

const sql = postgres(process.env.DATABASE_URL, { max: 10 });
const { poId, regionId, payload } = JSON.parse(process.env.ROWS);

const server = createServer((request, response) => {
  if (request.method === 'GET') return response.end('ready');
  request.on('data', () => {});
  request.on('end', async () => {
    await insert();
    response.writeHead(303, { location: '/merci', 'content-length': 0 }).end();
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => server.close(() => sql.end()).closeAllConnections());

function insert() {
  const [submission, request, token, mail] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  return sql`
    with s as (
      insert into submission (id, reference, region_id, po_id, submitter_name, submitter_email, submitter_function, message,
        privacy_read_at, idempotency_key, body_sha256)
      values (${submission}, ${reference()}, ${regionId}, ${poId}, 'Marie Présidente', 'marie@po.example', 'Présidente', '',
        now(), ${randomUUID()}, ${submission})
    ), r as (
      insert into change_request (id, submission_id, position, type, region_id, po_id, subject)
      values (${request}, ${submission}, 1, 'new-member', ${regionId}, ${poId}, 'Jeanne Lambert')
    ), p as (
      insert into request_payload (request_id, version, schema_version, payload) values (${request}, 1, 1, ${sql.json(payload)})
    ), e as (
      insert into request_event (request_id, event, to_state, actor_kind, actor_label)
      values (${request}, 'submit', 'submitted', 'submitter', 'Marie Présidente')
    ), t as (
      insert into token (id, purpose, submission_id, secret_sha256, expires_at)
      values (${token}, 'tracking', ${submission}, ${randomBytes(32)}, now() + interval '400 days')
    ), m as (
      insert into mail (id, kind, cause_key, to_address, to_name, submission_id, token_id, message_id)
      values (${mail}, 'acknowledgement', ${submission}, 'marie@po.example', 'Marie Présidente', ${submission}, ${token}, ${mail})
    )
    insert into outbox (kind, ref) values ('arrive', ${request}), ('mail', ${mail})`;
}

function reference() {
  return Array.from(randomBytes(8), (byte) => '23456789ABCDEFGHJKLMNPRSTUVWXY'[byte % 30]).join('');
}
