import postgres from 'postgres';
import { openDataFolder } from '../../src/data-folder/data-folder.ts';
import { loadSecrets } from '../../src/data-folder/secrets.ts';
import { startEmbeddedPostgres } from '../../src/postgres/embedded-postgres.ts';

/** Owns a cluster until it is killed: prints a line once something is written there. */
const folder = openDataFolder(process.argv[2] ?? '');
const database = await startEmbeddedPostgres({ folder, secrets: loadSecrets(folder) });
const sql = postgres(database.adminUrl, { max: 1 });
await sql`create table kept (note text)`;
await sql`insert into kept values ('before')`;
process.stdout.write('written\n');
