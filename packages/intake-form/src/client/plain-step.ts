import './typing.ts';
import { warnBeforeLeaving } from './warn-before-leaving.ts';

/** A page to fill in that no script takes over. */
const form = document.querySelector<HTMLFormElement>('form.step');
if (form) warnBeforeLeaving(form);
