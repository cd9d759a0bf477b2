-- Who asks about a PO that was merged is told into which: that is public, as its name is.
grant select (merged_into) on po to guichet_intake;
