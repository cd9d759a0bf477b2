-- The worker writes the list of people into a file as the back office shows it: with where each stands.
grant execute on function standings_of_members(uuid, date, timestamptz) to guichet_worker;
