import { createElement, type SVGProps } from 'react';

type IconData = { name: string; node: [tag: string, attributes: Record<string, string>][] };

/** lucide-react's own maker of icons weighs more than the four icons that these pages draw: this draws the same. */
// oxlint-disable-next-line import/no-default-export -- lucide imports it so
export default function createLucideIcon({ name, node }: IconData) {
  return ({ className, ...rest }: SVGProps<SVGSVGElement>) =>
    createElement(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        width: 24,
        height: 24,
        viewBox: '0 0 24 24',
        fill: 'none',
        stroke: 'currentColor',
        'stroke-width': 2,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
        class: `lucide lucide-${name} ${className ?? ''}`,
        ...rest,
      },
      node.map(([tag, attributes]) => createElement(tag, attributes)),
    );
}
