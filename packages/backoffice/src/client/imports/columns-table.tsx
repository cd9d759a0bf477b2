import type { ImportDetail } from '@guichet/shared/contracts/member-imports';
import { IMPORT_FIELDS, type ImportField } from '@guichet/shared/domain/member-import';

type Props = {
  columns: ImportDetail['columns'];
  fields: readonly (ImportField | null)[];
  onChange: (index: number, value: string) => void;
};

/** Each column of the file with some of its values, and what it holds. */
export function ColumnsTable({ columns, fields, onChange }: Props) {
  return (
    <ul className="import-columns">
      {columns.map(({ header, samples }, index) => {
        const title = header || `Colonne ${index + 1}, sans titre`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file.
          <li key={index}>
            <label htmlFor={`column-${index}`}>
              <span className="import-column-title">{title}</span>
              <span className="muted small">{samples.length > 0 ? samples.join(' · ') : 'vide'}</span>
            </label>
            <select
              id={`column-${index}`}
              className="input"
              value={fields[index] ?? ''}
              onChange={(event) => onChange(index, event.target.value)}
            >
              <option value="">Ne pas reprendre</option>
              {IMPORT_FIELDS.map(({ field, label }) => (
                <option key={field} value={field}>
                  {label}
                </option>
              ))}
            </select>
          </li>
        );
      })}
    </ul>
  );
}
