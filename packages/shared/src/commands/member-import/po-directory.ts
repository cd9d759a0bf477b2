import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../db/client.ts';
import { parseFase } from '../../domain/identifiers.ts';
import { foldForSearch } from '../../domain/text.ts';

export type FoundPo = { ok: true; poId: string } | { ok: false; message: string };

/** Which PO a row means; the file's own PO, where there is one, must not be contradicted. */
export type PoDirectory = (po: { fase: string; name: string }) => FoundPo;

/** The POs of a secretariat by FASE number and by name. */
export async function loadPoDirectory(
  db: Database | Transaction,
  { regionId, poId }: { regionId: string; poId: string | null },
): Promise<PoDirectory> {
  const rows = await db.execute<{ id: string; fase: number; name: string }>(sql`
    select id, fase, name from po where region_id = ${regionId}`);
  const byFase = new Map(rows.map((row) => [row.fase, row.id]));
  const byName = new Map<string, string[]>();
  for (const { id, name } of rows) byName.set(foldForSearch(name), [...(byName.get(foldForSearch(name)) ?? []), id]);
  return ({ fase, name }) => {
    const found = fase !== '' ? ofFase(byFase, fase) : name !== '' ? ofName(byName, name) : none(poId);
    if (poId === null || !found.ok || found.poId === poId) return found;
    return { ok: false, message: 'Cette ligne est d’un autre PO que celui du fichier.' };
  };
}

function none(poId: string | null): FoundPo {
  return poId === null ? { ok: false, message: 'Cette ligne ne dit pas de quel PO il s’agit.' } : { ok: true, poId };
}

function ofFase(known: ReadonlyMap<number, string>, text: string): FoundPo {
  const fase = parseFase(text);
  if (fase === null) return { ok: false, message: `« ${text} » n’est pas un numéro FASE.` };
  const poId = known.get(fase);
  return poId
    ? { ok: true, poId }
    : { ok: false, message: `Aucun PO de votre secrétariat n’a le numéro FASE ${fase}.` };
}

function ofName(known: ReadonlyMap<string, string[]>, name: string): FoundPo {
  const [poId, ...others] = known.get(foldForSearch(name)) ?? [];
  if (!poId)
    return { ok: false, message: `Aucun PO de votre secrétariat ne s’appelle « ${name} ». Indiquez son numéro FASE.` };
  return others.length === 0
    ? { ok: true, poId }
    : { ok: false, message: `Plusieurs PO s’appellent « ${name} ». Indiquez le numéro FASE.` };
}
