import type { AnchorHTMLAttributes, ButtonHTMLAttributes, Ref } from 'react';
import { classNames } from './class-names.tsx';
import { Icon, type IconShape } from './icon.tsx';

/** `main` once per screen; `plain` looks like a link and acts like a button. */
export type ButtonKind = 'main' | 'quiet' | 'danger' | 'plain';

type Looks = { kind?: ButtonKind | undefined; small?: boolean | undefined; icon?: IconShape | undefined };

export type ButtonProps = Looks & ButtonHTMLAttributes<HTMLButtonElement> & { ref?: Ref<HTMLButtonElement> };

/** Posts the form around it unless `type` says otherwise. */
export function Button({ kind = 'main', small, icon, className, children, type = 'submit', ...rest }: ButtonProps) {
  return (
    <button type={type} className={buttonClass({ kind, small }, className)} {...rest}>
      {icon && <Icon of={icon} />}
      {children}
    </button>
  );
}

/** How a button looks, for a link: see `LinkButton`. */
export function buttonClass({ kind = 'main', small }: Looks, className?: string | undefined): string {
  return classNames('btn', kind !== 'main' && `btn-${kind}`, small && 'btn-small', className);
}

export type LinkButtonProps = Looks & AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

/** Goes somewhere and looks like a button; what changes something is a `Button` in a form. */
export function LinkButton({ kind = 'main', small, icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <a className={buttonClass({ kind, small }, className)} {...rest}>
      {icon && <Icon of={icon} />}
      {children}
    </a>
  );
}
