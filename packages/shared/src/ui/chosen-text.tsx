/** A text that the secretariat wrote: a paragraph for each of its lines; nothing when it is empty. */
export function ChosenText({ text, className }: { text: string; className?: string }) {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => (
      <p key={line} className={className}>
        {line}
      </p>
    ));
}
