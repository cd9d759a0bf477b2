import { Button, type ButtonProps } from '@guichet/shared/ui/button';
import { type ActionId, actionText, ariaKeys, keyCaps } from './action-catalogue.ts';

type Props = Omit<ButtonProps, 'type'> & { action: ActionId };

/** A button for an act of the catalogue: its words unless others are given, and its key. */
export function ActionButton({ action, children, ...rest }: Props) {
  return (
    <Button type="button" aria-keyshortcuts={ariaKeys(action)} {...rest}>
      {children ?? actionText(action).label} <KeyCaps of={action} />
    </Button>
  );
}

/** The keys of an act, as caps. */
export function KeyCaps({ of }: { of: ActionId }) {
  return keyCaps(of).map((cap) => <kbd key={cap}>{cap}</kbd>);
}
