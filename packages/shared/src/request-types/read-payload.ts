import { erasedPayload } from './payload-schema.ts';
import { requestType } from './registry.ts';

export type StoredPayload = { kind: 'payload'; payload: unknown } | { kind: 'erased' };

/**
 * Parses a stored payload by the schema of its type and version (DESIGN.md §4.5); an earlier
 * shape comes out in the present one.
 * @throws when it fits neither that schema nor the erased shape: it was changed behind the application's back
 */
export function readPayload(typeName: string, schemaVersion: number, stored: unknown): StoredPayload {
  if (erasedPayload.safeParse(stored).success) return { kind: 'erased' };
  const type = requestType(typeName);
  const schema = schemaVersion === type.version ? type.payload : type.earlier?.[schemaVersion];
  if (!schema) throw new Error(`No schema for version ${schemaVersion} of the request type "${typeName}".`);
  const result = schema.safeParse(stored);
  if (result.success) return { kind: 'payload', payload: result.data };
  const where = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`A stored payload of type "${typeName}" does not fit its schema (${where}).`);
}
