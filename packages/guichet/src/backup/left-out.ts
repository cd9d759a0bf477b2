/** Tables whose rows are not backed up. They are of no use on another day, or would do harm. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  staff_session: 'a session that was ended since must not come back: everybody signs in again',
  member_session: 'a session that was ended since must not come back: everybody signs in again',
  staff_verification: 'a code that was used since must not be good again',
  member_verification: 'a code that was used since must not be good again',
  export_run: 'a list that was taken out and deleted since must not come back',
  export_chunk: 'a list that was taken out and deleted since must not come back',
  presence: 'who has a page open now',
  heartbeat: 'which processes live now',
  rate_limit: 'attempts of the last minutes',
};
