import { Fragment, type ReactNode } from 'react';

/** Text in which a long address of mail may be broken after its @ or before a dot, rather than in the middle of a word. */
export function breakable(text: string): ReactNode {
  if (!text.includes('@')) return text;
  // Pieces of one text in their order: the position is the identity.
  return text.split(/(?<=@)|(?=\.)/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
