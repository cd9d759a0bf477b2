/** Something the operator can mend: the message is the one sentence to print, without a stack. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
