/** A secretariat, as the foot of a mail names it; `signature` is how all its mails end. */
export type Sender = { name: string; email: string; phone: string; signature: string };

/**
 * What a mail says, as data: HTML and text are both made of it, so that neither says more than the other.
 * French, short, and one thing to do at most.
 */
export type Letter = {
  subject: string;
  title: string;
  /** Before everything else: who is addressed, where that may be said. */
  greeting?: string;
  paragraphs: string[];
  /** Facts one below the other; short. */
  facts?: { label: string; value: string }[];
  action?: { label: string; href: string };
  /** After the button: how long it works, what to do if it was not you. */
  notes?: string[];
  sender: Sender;
};
