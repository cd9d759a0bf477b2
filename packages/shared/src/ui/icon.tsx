import type { ComponentType, SVGProps } from 'react';

/** Any icon of lucide, imported one by one: `import Mail from 'lucide-react/icons/mail'` (the whole set weighs 45 MB). */
export type IconShape = ComponentType<Omit<SVGProps<SVGSVGElement>, 'ref'>>;

/** Always beside words that say the same, so screen readers pass over it. */
export function Icon({ of: Shape, className }: { of: IconShape; className?: string | undefined }) {
  return <Shape className={className ? `icon ${className}` : 'icon'} aria-hidden="true" focusable="false" />;
}
