import './print.ts';
import { warnBeforeLeaving } from './warn-before-leaving.ts';

/** The tracking page: a message that was not sent is not lost unasked. */
const message = document.querySelector<HTMLFormElement>('form.message');
if (message) warnBeforeLeaving(message);
