import { Fragment, type ReactNode } from 'react';

/** Text in which a long address of mail may be broken after its @ sign, rather than in the middle of a word. */
export function breakable(text: string): ReactNode {
  const parts = text.split('@');
  if (parts.length === 1) return text;
  // Pieces of one text in their order: the position is the identity.
  return parts.map((part, index) => (
    <Fragment key={index}>
      {index > 0 && (
        <>
          @<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}
