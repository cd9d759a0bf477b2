import { Button } from '@guichet/shared/ui/button';
import X from 'lucide-react/icons/x';

type Chip = { id: string; label: string; note?: string | undefined };
type Props = {
  label: string;
  chips: readonly Chip[];
  /** Null: they can only be read. */
  onRemove: ((id: string) => void) | null;
};

/** What was chosen one by one, each with a button that takes it out. */
export function ChipList({ label, chips, onRemove }: Props) {
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label={label}>
      {chips.map((chip) => (
        <li key={chip.id} className="chip">
          <span>
            {chip.label}
            {chip.note && <span className="muted small"> · {chip.note}</span>}
          </span>
          {onRemove && (
            <Button type="button" kind="plain" small icon={X} onClick={() => onRemove(chip.id)}>
              <span className="visually-hidden">Enlever {chip.label}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
