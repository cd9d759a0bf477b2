/** What somebody may have meant: said beside its field, and put there by a press. Nothing is changed without it. */
export type Offer = {
  text: string;
  /** The name of the control that the choice is put in. */
  path: string;
  choices: readonly string[];
};

/** By the name of the field. */
export type Offers = Readonly<Record<string, Offer>>;

/** Stands there empty too, for the script that fills it while somebody types. */
function OfferLine({ field, offer }: { field: string; offer: Offer | undefined }) {
  return (
    <div className="offer" role="status" data-offer={field}>
      {offer && <span>{offer.text}</span>}
      {offer?.choices.map((choice) => (
        <button key={choice} type="submit" name="_take" value={`${offer.path}=${choice}`}>
          {choice}
        </button>
      ))}
    </div>
  );
}

/** The proposals as `FormFields` asks for them: by field. */
export function offerBelow(offers: Offers | undefined) {
  return (field: string) => <OfferLine field={field} offer={offers?.[field]} />;
}
