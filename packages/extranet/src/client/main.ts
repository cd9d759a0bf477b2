/** All that runs in a member's browser. */
import './reveal-passwords.ts';
import './password-help.ts';
