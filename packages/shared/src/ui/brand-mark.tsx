/** Two sheets, one on the other: what was asked, what is recorded. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <rect className="brand-back" x="7" y="7" width="12" height="12" rx="2.5" />
      <rect className="brand-front" x="1" y="1" width="13" height="13" rx="2.5" />
    </svg>
  );
}
